package io.tidegate.verify.scheme;

import io.tidegate.event.Rejection;
import io.tidegate.verify.key.Candidate;
import io.tidegate.verify.key.JoseAlgorithm;
import io.tidegate.verify.key.KeySupply;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.JsonPointer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of a web token by its algorithm. Only algorithms that the provider uses are there, each
 * with keys of its own kind, so that no token can have its public key taken for a shared secret.
 */
public final class TokenKeys {

    private static final JsonPointer ALGORITHM = new JsonPointer("/alg");
    private static final JsonPointer CRITICAL = new JsonPointer("/crit/*");

    private final Map<JoseAlgorithm, SecretKeys> keys;
    private final JoseAlgorithm first;

    /**
     * Keys.
     *
     * @param first the algorithm that we would sign with
     * @param keys how secrets become keys, by algorithm; at least that of {@code first}
     */
    public TokenKeys(JoseAlgorithm first, Map<JoseAlgorithm, SecretKeys> keys) {
        this.first = first;
        this.keys = new EnumMap<>(keys);
    }

    boolean accept(String secret) {
        return keys.values().stream().anyMatch(it -> it.accepts(secret));
    }

    boolean areFetched() {
        return keys.values().stream().anyMatch(it -> it.published().isPresent());
    }

    /** The supply of each algorithm, given these secrets. */
    Map<JoseAlgorithm, KeySupply> with(List<String> secrets) {
        var supplies = new EnumMap<JoseAlgorithm, KeySupply>(JoseAlgorithm.class);
        keys.forEach(
                (algorithm, form) ->
                        supplies.put(
                                algorithm,
                                form.with(secrets.stream().filter(form::accepts).toList())));
        return supplies;
    }

    /**
     * Judges a signature.
     *
     * @param evidence with the token's header in it
     * @param signed what was signed
     * @param allowsCritical whether the token may state an extension that must be understood
     */
    static Opinion judge(
            Map<JoseAlgorithm, KeySupply> supplies,
            Evidence evidence,
            byte[] signed,
            byte[] signature,
            boolean allowsCritical) {
        byte[] header = evidence.token().header();
        Optional<KeySupply> supply =
                ALGORITHM.text(header, 0).flatMap(JoseAlgorithm::of).map(supplies::get);
        if (supply.isEmpty() || (CRITICAL.items(header) > 0 && !allowsCritical)) {
            return Opinion.refused(Rejection.WRONG_ALGORITHM);
        }
        return supply.get()
                .keys(evidence)
                .match(
                        found -> judge(evidence, found.candidates(), signed, signature),
                        missing -> new Opinion.Undecided(missing.request()),
                        refused -> Opinion.refused(refused.reason()));
    }

    private static Opinion judge(
            Evidence evidence, List<Candidate> candidates, byte[] signed, byte[] signature) {
        boolean isGenuine = false;
        for (Candidate candidate : candidates) {
            isGenuine |= candidate.key().over(List.of(signed)).test(signature);
        }
        return isGenuine ? Opinion.genuine(evidence) : Opinion.refused(Rejection.WRONG_SIGNATURE);
    }

    /** The algorithm that a sender uses. */
    JoseAlgorithm signingAlgorithm() {
        return first;
    }

    /** The signature that a sender makes. */
    byte[] sign(String secret, byte[] signed) {
        SecretKeys form = keys.getOrDefault(first, keys.values().iterator().next());
        return form.signing(secret)
                .key()
                .sign(List.of(signed))
                .orElseThrow(() -> new IllegalStateException("this key cannot sign"));
    }
}
