package io.tidegate.verify.odd;

import io.tidegate.verify.value.Ed25519Seed;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is made of a text with a key that is computed: for answers that show that we know the
 * secret.
 *
 * @param key the key; where it is absent or not of the right form, so is the whole
 * @param text the text
 * @param how what is made of the two
 */
record Keyed(Value key, Value text, How how) implements Value {

    private static final Map<String, String> MACS =
            Map.of("sha1", "HmacSHA1", "sha256", "HmacSHA256", "sha512", "HmacSHA512");

    /** A way to use a key. */
    @FunctionalInterface
    interface How {

        /** The result; empty if the key has not the right form. */
        Optional<byte[]> make(byte[] key, byte[] text);
    }

    /**
     * A keyed hash.
     *
     * @see <a
     *     href="https://github.com/braintree/braintree_node/blob/master/lib/braintree/webhook_notification_gateway.js">Braintree,
     *     read 2026-11-23</a>
     */
    static Value hash(List<Value> args) {
        var arguments = Arguments.atLeast(3, args);
        String algorithm = MACS.getOrDefault(arguments.text(0), "");
        if (algorithm.isEmpty()) {
            throw new IllegalArgumentException(
                    "'%s' is none of sha1, sha256, sha512".formatted(arguments.text(0)));
        }
        return new Keyed(
                arguments.value(1), arguments.from(2), (key, text) -> mac(algorithm, key, text));
    }

    /**
     * An Ed25519 signature; the key is its seed.
     *
     * @see <a
     *     href="https://bot.q.qq.com/wiki/develop/api-v2/dev-prepare/interface-framework/event-emit.html">QQ
     *     bots, read 2026-11-23</a>
     */
    static Value signature(List<Value> args) {
        var arguments = Arguments.atLeast(2, args);
        return new Keyed(
                arguments.value(0),
                arguments.from(1),
                (key, text) -> Ed25519Seed.pair(key).map(pair -> signed(pair.getPrivate(), text)));
    }

    private static byte[] signed(PrivateKey key, byte[] text) {
        try {
            Signature engine = Signature.getInstance("Ed25519");
            engine.initSign(key);
            engine.update(text);
            return engine.sign();
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("this Java has no Ed25519", cause);
        }
    }

    private static Optional<byte[]> mac(String algorithm, byte[] key, byte[] text) {
        if (key.length == 0) {
            return Optional.empty();
        }
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return Optional.of(mac.doFinal(text));
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("this Java has no " + algorithm, cause);
        }
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        return bytes(evidence).map(it -> new String(it, StandardCharsets.ISO_8859_1));
    }

    @Override
    public Optional<byte[]> bytes(Evidence evidence) {
        return key.bytes(evidence)
                .flatMap(it -> text.bytes(evidence).flatMap(that -> how.make(it, that)));
    }

    @Override
    public List<Value> parts() {
        return List.of(key, text);
    }
}
