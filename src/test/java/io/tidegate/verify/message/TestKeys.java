package io.tidegate.verify.message;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** A key for each algorithm, made for one run of the tests. */
final class TestKeys {

    private static final TestKeys RSA = pair("RSA", "");
    private static final TestKeys P256 = pair("EC", "secp256r1");
    private static final TestKeys P384 = pair("EC", "secp384r1");
    private static final TestKeys EDWARDS = pair("Ed25519", "");
    private static final TestKeys SHARED =
            new TestKeys(base64("a shared secret"), base64("a shared secret"));

    private final String signing;
    private final String checking;

    private TestKeys(String signing, String checking) {
        this.signing = signing;
        this.checking = checking;
    }

    /** What signs. */
    static String signing(MessageAlgorithm algorithm) {
        return of(algorithm).signing;
    }

    /** What tells whether a signature is genuine. */
    static String checking(MessageAlgorithm algorithm) {
        return of(algorithm).checking;
    }

    private static TestKeys of(MessageAlgorithm algorithm) {
        return switch (algorithm) {
            case HMAC_SHA256, HMAC_SHA512 -> SHARED;
            case ECDSA_P256_SHA256, ECDSA_SHA256 -> P256;
            case ECDSA_P384_SHA384 -> P384;
            case ED25519 -> EDWARDS;
            case RSA_PSS_SHA512, RSA_V1_5_SHA256, RSA_SHA256, RSA_SHA512 -> RSA;
        };
    }

    private static TestKeys pair(String kind, String curve) {
        try {
            var generator = KeyPairGenerator.getInstance(kind);
            if (!curve.isEmpty()) {
                generator.initialize(new ECGenParameterSpec(curve));
            }
            KeyPair pair = generator.generateKeyPair();
            return new TestKeys(
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()),
                    pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(kind, cause);
        }
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
