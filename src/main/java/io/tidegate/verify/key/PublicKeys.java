package io.tidegate.verify.key;

import io.tidegate.verify.value.Coding;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads keys of key pairs in the forms in which providers hand them out: PEM, certificates, the
 * bare structure, or the bare 32 bytes of an Ed25519 key. Never throws on what it cannot read.
 */
public final class PublicKeys {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final byte[] ED25519_START = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] RSA_ALGORITHM =
            HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final int ED25519_BYTES = 32;
    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519", "RSASSA-PSS");

    private PublicKeys() {}

    /** The public key in a text with PEM blocks, be it a key or a certificate; the first counts. */
    public static Optional<PublicKey> pem(String text) {
        var blocks = PEM.matcher(text.replace("\\n", "\n"));
        while (blocks.find()) {
            byte[] der = Base64.getMimeDecoder().decode(blocks.group(2));
            Optional<PublicKey> key =
                    switch (blocks.group(1)) {
                        case "CERTIFICATE" -> certificate(der);
                        case "PUBLIC KEY" -> structure(der);
                        case "RSA PUBLIC KEY" -> structure(wrapped(der));
                        default -> Optional.empty();
                    };
            if (key.isPresent()) {
                return key;
            }
        }
        return Optional.empty();
    }

    /** Whether the text has a PEM block in it. */
    static boolean isPem(String text) {
        return text.contains("-----BEGIN ");
    }

    /** The private key in a text with PEM blocks, for senders. */
    static Optional<PrivateKey> privatePem(String text) {
        var blocks = PEM.matcher(text.replace("\\n", "\n"));
        while (blocks.find()) {
            if (blocks.group(1).equals("PRIVATE KEY")) {
                var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(blocks.group(2)));
                return firstOf(factory -> factory.generatePrivate(spec));
            }
        }
        return Optional.empty();
    }

    /** The public key that these bytes are: 32 of an Ed25519 key, or a whole structure. */
    static Optional<PublicKey> bare(byte[] bytes) {
        if (bytes.length == ED25519_BYTES) {
            return structure(concat(ED25519_START, bytes));
        }
        return structure(bytes);
    }

    /** The public key of a certificate or key in any of the text forms. */
    static Optional<PublicKey> text(String text, Coding coding) {
        return isPem(text) ? pem(text) : coding.decode(text.strip()).flatMap(PublicKeys::bare);
    }

    private static Optional<PublicKey> certificate(byte[] der) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var certificate = factory.generateCertificate(new ByteArrayInputStream(der));
            return Optional.of(certificate.getPublicKey());
        } catch (GeneralSecurityException notACertificate) {
            return Optional.empty();
        }
    }

    private static Optional<PublicKey> structure(byte[] der) {
        var spec = new X509EncodedKeySpec(der);
        return firstOf(factory -> factory.generatePublic(spec));
    }

    /** Puts the older form of an RSA key, which names no algorithm, into the one that does. */
    private static byte[] wrapped(byte[] rsaKey) {
        byte[] bits = element(0x03, concat(new byte[1], rsaKey));
        return element(0x30, concat(RSA_ALGORITHM, bits));
    }

    private static byte[] element(int tag, byte[] content) {
        byte[] head = {
            (byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length
        };
        return concat(head, content);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Makes a key of one kind or another. */
    private interface Maker<T> {
        T make(KeyFactory factory) throws GeneralSecurityException;
    }

    /** The structure names its kind itself, so at most one factory can read it. */
    private static <T> Optional<T> firstOf(Maker<T> maker) {
        return KINDS.stream().map(kind -> made(maker, kind)).flatMap(Optional::stream).findFirst();
    }

    private static <T> Optional<T> made(Maker<T> maker, String kind) {
        try {
            return Optional.of(maker.make(KeyFactory.getInstance(kind)));
        } catch (GeneralSecurityException otherKind) {
            return Optional.empty();
        }
    }

    /** A document as text; keys are ASCII in every form. */
    static String string(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }
}
