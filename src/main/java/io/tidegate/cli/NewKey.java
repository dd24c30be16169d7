package io.tidegate.cli;

import io.tidegate.config.ProviderFile;
import io.tidegate.config.ProviderFile.SettingConfig;
import io.tidegate.config.VerifyConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Optional;

/** Makes key pairs of the kind that a provider signs with, for trying things out. */
final class NewKey {

    private static final int RSA_BITS = 2048;

    private NewKey() {}

    /** Writes a new key pair as PEM, both halves; never over a file that exists. */
    static String write(ProviderFile file, Path path) {
        KeyPair pair =
                file.verify().stream()
                        .map(verify -> kind(file, verify))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(NewKey::pair)
                        .orElseThrow(
                                () ->
                                        new CommandFailure(
                                                file.id()
                                                        + " signs with a shared secret: any text"
                                                        + " of the right form will do"));
        try {
            Files.createFile(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    path,
                    pem("PRIVATE KEY", pair.getPrivate()) + pem("PUBLIC KEY", pair.getPublic()),
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new CommandFailure("cannot write a new file " + path + ": " + e.getMessage());
        }
        return "wrote " + path + "; configure secrets: [\"${file:" + path + "}\"]";
    }

    private static Optional<String> kind(ProviderFile file, VerifyConfig verify) {
        return switch (verify.scheme()) {
            case RSA, RSA_PSS -> Optional.of("RSA");
            case ECDSA -> Optional.of("secp256r1");
            case ED25519 -> Optional.of("Ed25519");
            case JWT, JWS, HTTP_SIGNATURE, CAVAGE ->
                    verify.algorithms().stream()
                            .findFirst()
                            .map(it -> usual(file, it))
                            .flatMap(NewKey::kindOf);
            case HMAC, DIGEST, TOKEN, BASIC, NONE -> Optional.empty();
        };
    }

    /** What a setting is where a source does not say; another word is itself. */
    private static String usual(ProviderFile file, String word) {
        SettingConfig setting =
                word.startsWith("$") ? file.settings().get(word.substring(1)) : null;
        String usual = setting == null ? null : setting.byDefault();
        return usual == null ? word : usual;
    }

    private static Optional<String> kindOf(String algorithm) {
        return switch (algorithm) {
            case "ES256", "ecdsa-p256-sha256" -> Optional.of("secp256r1");
            case "ES384", "ecdsa-p384-sha384" -> Optional.of("secp384r1");
            case "ES512" -> Optional.of("secp521r1");
            case "EdDSA", "ed25519" -> Optional.of("Ed25519");
            default ->
                    algorithm.startsWith("HS") || algorithm.startsWith("hmac")
                            ? Optional.empty()
                            : Optional.of("RSA");
        };
    }

    private static KeyPair pair(String kind) {
        try {
            boolean isCurve = kind.startsWith("secp");
            var generator = KeyPairGenerator.getInstance(isCurve ? "EC" : kind);
            if (isCurve) {
                generator.initialize(new ECGenParameterSpec(kind));
            } else if (kind.equals("RSA")) {
                generator.initialize(RSA_BITS);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("this Java makes no " + kind + " keys", cause);
        }
    }

    private static String pem(String label, Key key) {
        String lines =
                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, lines, label);
    }
}
