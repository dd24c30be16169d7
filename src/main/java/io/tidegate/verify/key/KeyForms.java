package io.tidegate.verify.key;

import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.Ed25519Seed;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Template;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The forms of secrets that there are. */
public final class KeyForms {

    private static final Evidence NO_REQUEST =
            Evidence.of(
                    new InboundRequest("POST", "/", Headers.none(), new byte[0], Instant.EPOCH));

    private KeyForms() {}

    /**
     * A secret that writes the key of a keyed hash. A public key is none, even if somebody takes it
     * for one: then anybody could make the hash.
     *
     * @param algorithm the name of the hash in Java, as {@code HmacSHA256}
     * @param bytes how the secret becomes the bytes of the key
     */
    public static KeyForm mac(String algorithm, Function<String, Optional<byte[]>> bytes) {
        return secret ->
                bytes.apply(secret)
                        .filter(key -> key.length > 0 && !PublicKeys.isPem(secret))
                        .map(key -> new MacKey(algorithm, key));
    }

    /** A secret that is hashed along with what it proves. */
    public static KeyForm digest(Supplier<MessageDigest> hash) {
        var key = new DigestKey(hash);
        return secret -> Optional.<ProofKey>of(key).filter(it -> !secret.isEmpty());
    }

    /**
     * A public key, or for senders a private one, or both in one text.
     *
     * @param coding how the key is written where it is not PEM
     * @param strip what is cut off the front first, where it is there
     */
    public static KeyForm keyPair(SignatureAlgorithm algorithm, Coding coding, List<String> strip) {
        return secret -> {
            var publicKey =
                    PublicKeys.text(stripped(secret, strip), coding).filter(algorithm::takes);
            var privateKey = PublicKeys.privatePem(secret).filter(algorithm::takes);
            return publicKey.isPresent() || privateKey.isPresent()
                    ? Optional.of(new KeyPairKey(algorithm, publicKey, privateKey))
                    : Optional.empty();
        };
    }

    /**
     * A secret from which an Ed25519 key pair is computed.
     *
     * @param seed how the secret becomes the 32 bytes of the private key
     */
    public static KeyForm seed(Function<String, Optional<byte[]>> seed) {
        var algorithm = new SignatureAlgorithm(SignatureAlgorithm.Family.ED25519, "");
        return secret ->
                seed.apply(secret)
                        .flatMap(Ed25519Seed::pair)
                        .map(
                                pair ->
                                        new KeyPairKey(
                                                algorithm,
                                                Optional.of(pair.getPublic()),
                                                Optional.of(pair.getPrivate())));
    }

    /**
     * The same form for secrets that must say what they are by what they begin with, so that where
     * there are several kinds none is taken for another. PEM says it by itself.
     *
     * @param prefix what they begin with; no part of the key
     */
    public static KeyForm prefixed(String prefix, KeyForm form) {
        return secret -> {
            if (PublicKeys.isPem(secret)) {
                return form.key(secret);
            }
            return secret.startsWith(prefix)
                    ? form.key(secret.substring(prefix.length()))
                    : Optional.empty();
        };
    }

    /**
     * Secrets that write their bytes.
     *
     * @param coding how
     * @param strip what is cut off the front first, one after the other, where it is there
     */
    public static Function<String, Optional<byte[]>> written(Coding coding, List<String> strip) {
        return secret -> coding.decode(stripped(secret, strip));
    }

    /**
     * Secrets from which the bytes are computed.
     *
     * @param template reads the secret
     * @param strip what is cut off the front first
     */
    public static Function<String, Optional<byte[]>> computed(
            Template template, List<String> strip) {
        return secret -> template.bytes(NO_REQUEST.withSecret(stripped(secret, strip)));
    }

    private static String stripped(String secret, List<String> prefixes) {
        String text = secret;
        for (String prefix : prefixes) {
            text = text.startsWith(prefix) ? text.substring(prefix.length()) : text;
        }
        return text;
    }
}
