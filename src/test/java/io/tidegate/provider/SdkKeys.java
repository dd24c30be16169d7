package io.tidegate.provider;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;

/**
 * What a sender signs with, in the form in which a source takes it.
 *
 * @param known what our source and the SDK know
 * @param unknown another one of the same form
 */
record SdkKeys(String known, String unknown) {

    /** Words, which most providers hand out. */
    static final SdkKeys WORDS =
            new SdkKeys("8f742231b10e8888abcd99yyyzzz85a5", "8f742231b10e8888abcd99yyyzzz85a6");

    /** Bytes as hexadecimal digits. */
    static final SdkKeys HEX =
            new SdkKeys(
                    "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056",
                    "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA057");

    /** The form of Svix and of Standard Webhooks. */
    static final SdkKeys WHSEC =
            new SdkKeys(
                    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx");

    /** Two key pairs. */
    static SdkKeys of(KeyPair known, KeyPair unknown) {
        return new SdkKeys(pem(known), pem(unknown));
    }

    /** A new key pair. */
    static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static String pem(KeyPair pair) {
        return OtherKey.pem("PRIVATE KEY", pair.getPrivate())
                + OtherKey.pem("PUBLIC KEY", pair.getPublic());
    }

    @Override
    public String toString() {
        return "***";
    }
}
