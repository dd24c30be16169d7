package io.tidegate.verify.value;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A keyed hash made with the secret that is being tried, for answers that prove that we know it.
 *
 * @param algorithm the name in Java, as {@code HmacSHA256}
 * @param of what is hashed
 */
record KeyedHash(String algorithm, Value of) implements Value {

    @Override
    public Optional<String> in(Evidence evidence) {
        return bytes(evidence).map(it -> new String(it, StandardCharsets.ISO_8859_1));
    }

    @Override
    public Optional<byte[]> bytes(Evidence evidence) {
        return of.bytes(evidence)
                .filter(bytes -> !evidence.secret().isEmpty())
                .map(bytes -> hash(evidence.secret(), bytes));
    }

    private byte[] hash(String secret, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("this Java has no " + algorithm, cause);
        }
    }

    @Override
    public List<Value> parts() {
        return List.of(of);
    }

    @Override
    public boolean readsSecret() {
        return true;
    }
}
