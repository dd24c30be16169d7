package io.tidegate.verify.scheme;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.key.Candidate;
import io.tidegate.verify.key.KeySupply;
import io.tidegate.verify.key.Keys;
import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Template;
import io.tidegate.verify.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A signature or keyed hash over bytes that both sides put together by the same template.
 *
 * <p>The signature is judged before the time and before anything inside the body is read that is
 * not signed: a time that nobody vouches for says nothing.
 */
public final class SignedScheme implements Scheme {

    private final Value from;
    private final SignatureFormat format;
    private final Coding coding;
    private final List<SignedContent> signed;
    private final SecretKeys keys;
    private final Freshness freshness;
    private final boolean isHeavy;
    private final List<String> singleHeaders;

    /**
     * A scheme.
     *
     * @param from where the signature is
     * @param format how the text there is taken apart
     * @param coding how the signature is written
     * @param signed the signed bytes; several if senders do it in several ways, the first being how
     *     we would send it
     * @param keys how secrets become keys
     * @param freshness how old a request may be
     * @param isHeavy whether one check takes more time than an event loop has
     */
    public SignedScheme(
            Value from,
            SignatureFormat format,
            Coding coding,
            List<Template> signed,
            SecretKeys keys,
            Freshness freshness,
            boolean isHeavy) {
        this.from = from;
        this.format = format;
        this.coding = coding;
        this.signed = signed.stream().map(SignedContent::of).toList();
        this.keys = keys;
        this.freshness = freshness;
        this.isHeavy = isHeavy;
        var names = new LinkedHashSet<String>();
        signed.forEach(template -> names.addAll(template.headers()));
        names.addAll(freshness.headers());
        if (!format.mayRepeat()) {
            names.addAll(from.headers());
        }
        singleHeaders = List.copyOf(names);
    }

    @Override
    public boolean accepts(String secret) {
        return keys.accepts(secret);
    }

    @Override
    public Verifier with(List<String> secrets) {
        KeySupply supply = keys.with(secrets);
        return EachItem.of(from, evidence -> judge(evidence, supply));
    }

    private Opinion judge(Evidence evidence, KeySupply supply) {
        List<String> texts = from.allIn(evidence);
        if (texts.isEmpty()) {
            return Opinion.refused(Rejection.MISSING_SIGNATURE);
        }
        if (evidence.repeatsAnyOf(singleHeaders)) {
            return Opinion.refused(Rejection.REPEATED_HEADER);
        }
        Proof proof = format.read(texts);
        if (proof.signatures().isEmpty()) {
            return Opinion.refused(Rejection.MISSING_SIGNATURE);
        }
        Evidence known = proof.fields().isEmpty() ? evidence : evidence.with(proof.fields());
        Keys keys = supply.keys(known);
        if (keys instanceof Keys.Found found) {
            return judge(known, proof, found.candidates());
        }
        return keys.match(
                it -> judge(known, proof, it.candidates()),
                it -> new Opinion.Undecided(it.request()),
                it -> Opinion.refused(it.reason()));
    }

    private Opinion judge(Evidence evidence, Proof proof, List<Candidate> candidates) {
        List<byte[]> signatures = signatures(proof, candidates);
        if (signatures.isEmpty()) {
            return Opinion.refused(Rejection.MALFORMED_SIGNATURE);
        }
        Optional<Evidence> proven = Optional.empty();
        boolean isComplete = false;
        for (SignedContent content : signed) {
            Optional<List<byte[]>> pieces = content.pieces(evidence);
            isComplete |= pieces.isPresent();
            for (Candidate candidate : candidates) {
                Evidence tried = evidence.withSecret(candidate.secret());
                Optional<List<byte[]>> own = content.mixesSecret() ? content.pieces(tried) : pieces;
                isComplete |= own.isPresent();
                // No early exit: how long this takes must not tell which secret came near.
                if (own.isPresent() && isSigned(candidate, own.get(), signatures)) {
                    proven = Optional.of(tried);
                }
            }
        }
        if (proven.isPresent()) {
            Opinion genuine = Opinion.genuine(proven.get());
            return freshness.reject(evidence).map(Opinion::refused).orElse(genuine);
        }
        return Opinion.refused(isComplete ? Rejection.WRONG_SIGNATURE : Rejection.MISSING_VALUE);
    }

    private static boolean isSigned(
            Candidate candidate, List<byte[]> pieces, List<byte[]> signatures) {
        boolean isSigned = false;
        Predicate<byte[]> check = candidate.key().over(pieces);
        for (byte[] signature : signatures) {
            isSigned |= check.test(signature);
        }
        return isSigned;
    }

    /** The signatures whose length can be right. */
    private List<byte[]> signatures(Proof proof, List<Candidate> candidates) {
        var signatures = new ArrayList<byte[]>(proof.signatures().size());
        for (String signature : proof.signatures()) {
            coding.decode(signature)
                    .filter(bytes -> fits(bytes.length, candidates))
                    .ifPresent(signatures::add);
        }
        return signatures;
    }

    private static boolean fits(int length, List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            int wanted = candidate.key().length();
            if (length > 0 && (wanted == 0 || wanted == length)) {
                return true;
            }
        }
        return length > 0 && candidates.isEmpty();
    }

    @Override
    public InboundRequest sign(Evidence evidence, String secret) {
        Candidate candidate = keys.signing(secret);
        Evidence stamped = freshness.stamp(evidence);
        List<byte[]> pieces =
                signed.get(0)
                        .pieces(stamped.withSecret(candidate.secret()))
                        .orElseThrow(() -> new IllegalStateException("a signed value is missing"));
        byte[] signature =
                candidate
                        .key()
                        .sign(pieces)
                        .orElseThrow(() -> new IllegalStateException("this key cannot sign"));
        String text = format.write(stamped.fields(), coding.encode(signature));
        return from.put(stamped, text).request();
    }

    @Override
    public Optional<Value> proof() {
        return Optional.of(from);
    }

    @Override
    public boolean fetchesKeys() {
        return keys.published().isPresent();
    }

    @Override
    public boolean isHeavy() {
        return isHeavy;
    }
}
