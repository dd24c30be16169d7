package io.tidegate.verify.message;

import io.tidegate.verify.key.SignatureAlgorithm;
import io.tidegate.verify.key.SignatureAlgorithm.Family;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How HTTP messages are signed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#section-3.3">RFC 9421, algorithms</a>
 * @see <a
 *     href="https://datatracker.ietf.org/doc/html/draft-cavage-http-signatures-12#appendix-E.2">
 *     draft-cavage-http-signatures, algorithms</a>
 */
public enum MessageAlgorithm {
    /** RSA PSS with SHA-512. */
    RSA_PSS_SHA512("rsa-pss-sha512", Family.RSA_PSS, "SHA512", 0),
    /** RSA PKCS#1 with SHA-256. */
    RSA_V1_5_SHA256("rsa-v1_5-sha256", Family.RSA_PKCS1, "SHA256", 0),
    /** HMAC with SHA-256. */
    HMAC_SHA256("hmac-sha256", "HmacSHA256", 32),
    /** ECDSA on P-256. */
    ECDSA_P256_SHA256("ecdsa-p256-sha256", Family.ECDSA_P1363, "SHA256", 64),
    /** ECDSA on P-384. */
    ECDSA_P384_SHA384("ecdsa-p384-sha384", Family.ECDSA_P1363, "SHA384", 96),
    /** Ed25519. */
    ED25519("ed25519", Family.ED25519, "", 64),
    /** RSA PKCS#1 with SHA-256, by the draft's name. */
    RSA_SHA256("rsa-sha256", Family.RSA_PKCS1, "SHA256", 0),
    /** RSA PKCS#1 with SHA-512. */
    RSA_SHA512("rsa-sha512", Family.RSA_PKCS1, "SHA512", 0),
    /** HMAC with SHA-512. */
    HMAC_SHA512("hmac-sha512", "HmacSHA512", 64),
    /** ECDSA with SHA-256, the signature as ASN.1. */
    ECDSA_SHA256("ecdsa-sha256", Family.ECDSA_DER, "SHA256", 0);

    /** Those of RFC 9421. */
    public static final List<MessageAlgorithm> STANDARD =
            List.of(
                    RSA_PSS_SHA512,
                    RSA_V1_5_SHA256,
                    HMAC_SHA256,
                    ECDSA_P256_SHA256,
                    ECDSA_P384_SHA384,
                    ED25519);

    /** Those of the draft; SHA-1 is left out. */
    public static final List<MessageAlgorithm> DRAFT =
            List.of(
                    RSA_SHA256,
                    RSA_SHA512,
                    HMAC_SHA256,
                    HMAC_SHA512,
                    ECDSA_SHA256,
                    ED25519,
                    RSA_PSS_SHA512);

    private final String written;
    private final String hash;
    private final Optional<Family> family;
    private final int length;

    MessageAlgorithm(String written, String mac, int length) {
        this.written = written;
        hash = mac;
        family = Optional.empty();
        this.length = length;
    }

    MessageAlgorithm(String written, Family family, String hash, int length) {
        this.written = written;
        this.hash = hash;
        this.family = Optional.of(family);
        this.length = length;
    }

    /** The name in a signature's parameters. */
    public String written() {
        return written;
    }

    /** Whether one secret is shared by both sides. */
    public boolean isShared() {
        return family.isEmpty();
    }

    /** The keyed hash in Java's spelling; empty if it is one of key pairs. */
    public String mac() {
        return isShared() ? hash : "";
    }

    /** How key pairs sign; empty if it is a keyed hash. */
    public Optional<SignatureAlgorithm> signature() {
        return family.map(it -> new SignatureAlgorithm(it, hash));
    }

    /** Whether a signature can have this many bytes. */
    boolean mayHave(int bytes) {
        return length == 0 ? bytes > 0 : bytes == length;
    }

    /** The one of these that is called so. */
    public static Optional<MessageAlgorithm> of(String written, List<MessageAlgorithm> among) {
        return among.stream().filter(it -> it.written.equals(written)).findFirst();
    }

    /** The names, for people. */
    public static String names(List<MessageAlgorithm> algorithms) {
        return algorithms.stream().map(MessageAlgorithm::written).collect(Collectors.joining(", "));
    }
}
