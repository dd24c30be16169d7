package io.tidegate.verify.message;

import io.tidegate.event.Rejection;
import io.tidegate.verify.key.Candidate;
import io.tidegate.verify.key.KeySupply;
import io.tidegate.verify.scheme.Opinion;
import io.tidegate.verify.scheme.SecretKeys;
import io.tidegate.verify.scheme.Verifier;
import io.tidegate.verify.value.Evidence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of message signatures by algorithm. Only algorithms that the provider uses are there,
 * each with keys of its own kind, and never a shared secret beside key pairs: no request can choose
 * an algorithm that was not meant, or have a public key taken for a shared secret.
 */
public final class MessageKeys {

    private final Map<MessageAlgorithm, SecretKeys> keys;

    /**
     * Keys.
     *
     * @param keys how secrets become keys, by algorithm; the first that takes a secret is the one
     *     to send with
     */
    public MessageKeys(Map<MessageAlgorithm, SecretKeys> keys) {
        long shared = keys.keySet().stream().filter(MessageAlgorithm::isShared).count();
        if (keys.isEmpty() || (shared != 0 && shared != keys.size())) {
            throw new IllegalArgumentException("needs algorithms of one kind: " + keys.keySet());
        }
        this.keys = new LinkedHashMap<>(keys);
    }

    /**
     * The keys that a source has.
     *
     * @param supplies by algorithm
     */
    record Ring(Map<MessageAlgorithm, KeySupply> supplies) {

        /**
         * Judges a signature.
         *
         * @param evidence with what the signature says about itself in it
         */
        Opinion judge(Evidence evidence, Statement statement, byte[] base) {
            List<Verifier> ways =
                    supplies.entrySet().stream()
                            .filter(it -> isMeant(statement, it.getKey()))
                            .<Verifier>map(it -> known -> judge(known, it, statement, base))
                            .toList();
            return ways.isEmpty()
                    ? Opinion.refused(Rejection.WRONG_ALGORITHM)
                    : Verifier.anyOf(ways).judge(evidence);
        }

        private static boolean isMeant(Statement statement, MessageAlgorithm algorithm) {
            String stated = statement.algorithm();
            return stated.isEmpty() || stated.equals(algorithm.written());
        }

        private static Opinion judge(
                Evidence evidence,
                Map.Entry<MessageAlgorithm, KeySupply> way,
                Statement statement,
                byte[] base) {
            if (!way.getKey().mayHave(statement.signature().length)) {
                return Opinion.refused(Rejection.MALFORMED_SIGNATURE);
            }
            return way.getValue()
                    .keys(evidence)
                    .match(
                            found -> judge(evidence, found.candidates(), statement, base),
                            missing -> new Opinion.Undecided(missing.request()),
                            refused -> Opinion.refused(refused.reason()));
        }

        private static Opinion judge(
                Evidence evidence, List<Candidate> candidates, Statement statement, byte[] base) {
            boolean isGenuine = false;
            for (Candidate candidate : candidates) {
                // No early exit: how long this takes must not tell which secret came near.
                isGenuine |= candidate.key().over(List.of(base)).test(statement.signature());
            }
            return isGenuine
                    ? Opinion.genuine(evidence)
                    : Opinion.refused(Rejection.WRONG_SIGNATURE);
        }
    }

    /**
     * What a sender signs with.
     *
     * @param algorithm how
     * @param candidate the key
     */
    record Pen(MessageAlgorithm algorithm, Candidate candidate) {

        byte[] sign(byte[] base) {
            return candidate
                    .key()
                    .sign(List.of(base))
                    .orElseThrow(() -> new IllegalStateException("this key cannot sign"));
        }
    }

    boolean accept(String secret) {
        return keys.values().stream().anyMatch(it -> it.accepts(secret));
    }

    boolean areFetched() {
        return keys.values().stream().anyMatch(it -> it.published().isPresent());
    }

    boolean areHeavy() {
        return keys.keySet().stream().noneMatch(MessageAlgorithm::isShared);
    }

    /** The keys given these secrets. */
    Ring with(List<String> secrets) {
        var supplies = new LinkedHashMap<MessageAlgorithm, KeySupply>();
        keys.forEach(
                (algorithm, form) ->
                        supplies.put(
                                algorithm,
                                form.with(secrets.stream().filter(form::accepts).toList())));
        return new Ring(supplies);
    }

    /** What a sender uses that has this secret. */
    Pen pen(String secret) {
        return keys.entrySet().stream()
                .filter(it -> it.getValue().accepts(secret))
                .findFirst()
                .map(it -> new Pen(it.getKey(), it.getValue().signing(secret)))
                .orElseThrow(() -> new IllegalStateException("not a secret of this form"));
    }
}
