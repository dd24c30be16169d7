package io.tidegate.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** New key pairs, and the forms in which senders and receivers hold them. */
public final class KeyTexts {

    private KeyTexts() {}

    /** A new key pair. */
    public static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters)
            throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(parameters);
        return generator.generateKeyPair();
    }

    /** Both halves as PEM. */
    public static String pem(KeyPair pair) {
        return pem("PRIVATE KEY", pair.getPrivate()) + pem("PUBLIC KEY", pair.getPublic());
    }

    private static String pem(String label, Key key) {
        String text = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, text, label);
    }

    /** The document with which a sender publishes the public half. */
    public static byte[] jwks(KeyPair pair) {
        var key = (RSAPublicKey) pair.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k1\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(number(key.getModulus()), number(key.getPublicExponent()))
                .getBytes(UTF_8);
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }
}
