package io.tidegate.verify.key;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;

/**
 * A way to sign with a key pair.
 *
 * @param family what kind of key it takes
 * @param hash the hash in Java's short spelling, as {@code SHA256}; of no meaning for Ed25519
 */
public record SignatureAlgorithm(Family family, String hash) {

    private static final int SMALLEST_RSA_BITS = 1024;

    /** What kind of key is used, and how. */
    public enum Family {
        /** RSA with PKCS#1 version 1.5 padding. */
        RSA_PKCS1,
        /** RSA with PSS padding, the salt as long as the hash. */
        RSA_PSS,
        /** ECDSA, the signature as ASN.1. */
        ECDSA_DER,
        /** ECDSA, the signature as two numbers of fixed length, as web tokens write it. */
        ECDSA_P1363,
        /** Ed25519. */
        ED25519
    }

    /** Whether the key is of the kind that this algorithm takes, and not ridiculously weak. */
    public boolean takes(Key key) {
        return switch (family) {
            case RSA_PKCS1 -> isRsa(key) && key.getAlgorithm().equals("RSA");
            case RSA_PSS -> isRsa(key);
            case ECDSA_DER -> key instanceof ECKey;
            case ECDSA_P1363 -> key instanceof ECKey ec && fits(ec);
            case ED25519 -> key instanceof EdECKey ed && ed.getParams().getName().equals("Ed25519");
        };
    }

    private static boolean isRsa(Key key) {
        return key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= SMALLEST_RSA_BITS;
    }

    /** Web tokens bind the curve to the hash: P-256 to SHA-256, P-384 to 384, P-521 to 512. */
    private boolean fits(ECKey key) {
        int bits = key.getParams().getOrder().bitLength();
        return switch (hash) {
            case "SHA256" -> bits == 256;
            case "SHA384" -> bits == 384;
            case "SHA512" -> bits == 521;
            default -> false;
        };
    }

    /**
     * The number of bytes that a signature of this key has; 0 if they differ. Engines are known to
     * pass over bytes at the end that do not belong there.
     */
    int length(Key key) {
        return switch (family) {
            case RSA_PKCS1, RSA_PSS ->
                    key instanceof RSAKey rsa ? (rsa.getModulus().bitLength() + 7) / 8 : 0;
            case ECDSA_DER -> 0;
            case ECDSA_P1363 ->
                    key instanceof ECKey ec
                            ? (ec.getParams().getOrder().bitLength() + 7) / 8 * 2
                            : 0;
            case ED25519 -> 64;
        };
    }

    /** A fresh engine, still without a key. */
    Signature engine() throws GeneralSecurityException {
        return switch (family) {
            case RSA_PKCS1 -> Signature.getInstance(hash + "withRSA");
            case RSA_PSS -> pss();
            case ECDSA_DER -> Signature.getInstance(hash + "withECDSA");
            case ECDSA_P1363 -> Signature.getInstance(hash + "withECDSAinP1363Format");
            case ED25519 -> Signature.getInstance("Ed25519");
        };
    }

    private Signature pss() throws GeneralSecurityException {
        int bytes = Integer.parseInt(hash.substring("SHA".length())) / 8;
        String name = hash.toUpperCase(Locale.ROOT).replace("SHA", "SHA-");
        Signature engine = Signature.getInstance("RSASSA-PSS");
        engine.setParameter(
                new PSSParameterSpec(name, "MGF1", new MGF1ParameterSpec(name), bytes, 1));
        return engine;
    }
}
