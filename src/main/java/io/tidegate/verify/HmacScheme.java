package io.tidegate.verify;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A keyed hash over bytes that both sides put together by the same template.
 *
 * <p>The signature is judged before the time and before anything inside the body is read: a time
 * that nobody vouches for says nothing, and forged bodies are never parsed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104, HMAC</a>
 */
public final class HmacScheme implements Scheme {

    private final Value from;
    private final SignatureFormat format;
    private final Coding coding;
    private final Template signed;
    private final KeyForm keyForm;
    private final Freshness freshness;
    private final Set<String> singleHeaders = new LinkedHashSet<>();

    /**
     * A scheme.
     *
     * @param from where the signature is
     * @param format how the text there is taken apart
     * @param coding how the signature is written
     * @param signed the signed bytes
     * @param keyForm how the secret becomes the key
     * @param freshness how old a request may be
     */
    public HmacScheme(
            Value from,
            SignatureFormat format,
            Coding coding,
            Template signed,
            KeyForm keyForm,
            Freshness freshness) {
        this.from = from;
        this.format = format;
        this.coding = coding;
        this.signed = signed;
        this.keyForm = keyForm;
        this.freshness = freshness;
        singleHeaders.addAll(signed.headers());
        singleHeaders.addAll(freshness.headers());
        if (!format.mayRepeat()) {
            singleHeaders.addAll(from.headers());
        }
    }

    @Override
    public boolean accepts(String secret) {
        return keyForm.key(secret).isPresent();
    }

    @Override
    public Verifier with(List<String> secrets) {
        List<MacKey> keys = secrets.stream().map(keyForm::key).flatMap(Optional::stream).toList();
        return request -> reject(Evidence.of(request), keys);
    }

    private Optional<Rejection> reject(Evidence evidence, List<MacKey> keys) {
        List<String> texts = from.allIn(evidence);
        if (texts.isEmpty()) {
            return Optional.of(Rejection.MISSING_SIGNATURE);
        }
        if (evidence.repeatsAnyOf(singleHeaders)) {
            return Optional.of(Rejection.REPEATED_HEADER);
        }
        Proof proof = format.read(texts);
        if (proof.signatures().isEmpty()) {
            return Optional.of(Rejection.MISSING_SIGNATURE);
        }
        return reject(evidence.with(proof.fields()), proof, keys);
    }

    private Optional<Rejection> reject(Evidence evidence, Proof proof, List<MacKey> keys) {
        List<byte[]> candidates = candidates(proof, keys);
        if (candidates.isEmpty()) {
            return Optional.of(Rejection.MALFORMED_SIGNATURE);
        }
        Optional<List<byte[]>> pieces = signed.bytes(evidence);
        if (pieces.isEmpty()) {
            return Optional.of(Rejection.MISSING_VALUE);
        }
        boolean isGenuine = false;
        for (MacKey key : keys) {
            byte[] hash = key.hash(pieces.get());
            for (byte[] candidate : candidates) {
                // No early exit: how long this takes must not tell which secret came near.
                isGenuine |= MessageDigest.isEqual(hash, candidate);
            }
        }
        return isGenuine ? freshness.reject(evidence) : Optional.of(Rejection.WRONG_SIGNATURE);
    }

    private List<byte[]> candidates(Proof proof, List<MacKey> keys) {
        var candidates = new ArrayList<byte[]>(proof.signatures().size());
        for (String signature : proof.signatures()) {
            coding.decode(signature)
                    .filter(bytes -> keys.isEmpty() || bytes.length == keys.get(0).length())
                    .ifPresent(candidates::add);
        }
        return candidates;
    }

    @Override
    public InboundRequest sign(InboundRequest request, String secret) {
        MacKey key =
                keyForm.key(secret)
                        .orElseThrow(() -> new IllegalStateException("not a secret of this form"));
        Evidence stamped = freshness.stamp(Evidence.of(request));
        List<byte[]> pieces =
                signed.bytes(stamped)
                        .orElseThrow(() -> new IllegalStateException("a signed value is missing"));
        String signature = coding.encode(key.hash(pieces));
        return from.put(stamped, format.write(stamped.fields(), signature)).request();
    }

    @Override
    public Set<String> secretHeaders() {
        return Set.of();
    }
}
