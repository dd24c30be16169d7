package io.tidegate.verify.scheme;

import io.tidegate.verify.key.Candidate;
import io.tidegate.verify.key.FixedKeys;
import io.tidegate.verify.key.KeyForm;
import io.tidegate.verify.key.KeySupply;
import io.tidegate.verify.key.ProofKey;
import io.tidegate.verify.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * How a scheme gets from the secrets of a source to keys.
 *
 * @param form how one secret becomes a key
 * @param name where a request names its key; empty if all are tried. With names, secrets are
 *     written {@code name:secret}
 * @param published keys to use where no secret is configured; empty if secrets are needed
 */
public record SecretKeys(KeyForm form, Optional<Value> name, Optional<KeySupply> published) {

    /** Keys that are all tried. */
    public static SecretKeys of(KeyForm form) {
        return new SecretKeys(form, Optional.empty(), Optional.empty());
    }

    /** Whether the secret has the right form. */
    public boolean accepts(String secret) {
        return candidate(secret).isPresent();
    }

    /** What supplies the keys, given these secrets. */
    public KeySupply with(List<String> secrets) {
        if (secrets.isEmpty() && published.isPresent()) {
            return published.get();
        }
        List<Candidate> candidates =
                secrets.stream().map(this::candidate).flatMap(Optional::stream).toList();
        return name.map(where -> FixedKeys.named(candidates, where))
                .orElseGet(() -> FixedKeys.all(candidates));
    }

    /** The key that a sender uses. */
    public Candidate signing(String secret) {
        return candidate(secret)
                .orElseThrow(() -> new IllegalStateException("not a secret of this form"));
    }

    private Optional<Candidate> candidate(String written) {
        int colon = name.isPresent() ? written.indexOf(':') : -1;
        if (name.isPresent() && colon < 1) {
            return Optional.empty();
        }
        String secret = written.substring(colon + 1);
        String id = colon < 0 ? "" : written.substring(0, colon);
        Optional<ProofKey> key = form.key(secret);
        return key.map(it -> new Candidate(id, secret, it));
    }
}
