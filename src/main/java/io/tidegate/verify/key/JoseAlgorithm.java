package io.tidegate.verify.key;

import io.tidegate.verify.key.SignatureAlgorithm.Family;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The signature algorithms of JSON web tokens that are worth anything; {@code none} is not there on
 * purpose.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.1">RFC 7518</a>
 */
public enum JoseAlgorithm {
    /** HMAC with SHA-256. */
    HS256("HmacSHA256"),
    /** HMAC with SHA-384. */
    HS384("HmacSHA384"),
    /** HMAC with SHA-512. */
    HS512("HmacSHA512"),
    /** RSA PKCS#1 with SHA-256. */
    RS256(Family.RSA_PKCS1, "SHA256"),
    /** RSA PKCS#1 with SHA-384. */
    RS384(Family.RSA_PKCS1, "SHA384"),
    /** RSA PKCS#1 with SHA-512. */
    RS512(Family.RSA_PKCS1, "SHA512"),
    /** RSA PSS with SHA-256. */
    PS256(Family.RSA_PSS, "SHA256"),
    /** RSA PSS with SHA-384. */
    PS384(Family.RSA_PSS, "SHA384"),
    /** RSA PSS with SHA-512. */
    PS512(Family.RSA_PSS, "SHA512"),
    /** ECDSA on P-256. */
    ES256(Family.ECDSA_P1363, "SHA256"),
    /** ECDSA on P-384. */
    ES384(Family.ECDSA_P1363, "SHA384"),
    /** ECDSA on P-521. */
    ES512(Family.ECDSA_P1363, "SHA512"),
    /** Ed25519. */
    EDDSA(Family.ED25519, "");

    private final String hash;
    private final Optional<Family> family;

    JoseAlgorithm(String mac) {
        hash = mac;
        family = Optional.empty();
    }

    JoseAlgorithm(Family family, String hash) {
        this.hash = hash;
        this.family = Optional.of(family);
    }

    /** The name in a token. */
    public String written() {
        return this == EDDSA ? "EdDSA" : name();
    }

    /** The keyed hash in Java's spelling; empty if it is one of key pairs. */
    public String mac() {
        return family.isEmpty() ? hash : "";
    }

    /** How key pairs sign; empty if it is a keyed hash. */
    public Optional<SignatureAlgorithm> signature() {
        return family.map(it -> new SignatureAlgorithm(it, hash));
    }

    /** The algorithm that tokens call so. */
    public static Optional<JoseAlgorithm> of(String written) {
        return Arrays.stream(values()).filter(it -> it.written().equals(written)).findFirst();
    }

    /** The names of all, for people. */
    public static String names() {
        return Arrays.stream(values())
                .map(JoseAlgorithm::written)
                .collect(Collectors.joining(", "));
    }
}
