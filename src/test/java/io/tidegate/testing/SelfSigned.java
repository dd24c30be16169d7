package io.tidegate.testing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A certificate for {@code localhost} that nobody has signed but itself, made once for a run. */
public final class SelfSigned {

    private static final String PASSWORD = "changeit";
    private static final Path STORE = make();

    private SelfSigned() {}

    private static Path make() {
        try {
            Path store = Files.createTempDirectory("tidegate-tls").resolve("localhost.p12");
            var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
            var line =
                    "%s -genkeypair -alias localhost -keyalg EC -dname CN=localhost -ext SAN=dns:localhost"
                            + " -validity 2 -storetype PKCS12 -storepass %s -keystore %s";
            var making =
                    new ProcessBuilder(line.formatted(keytool, PASSWORD, store).split(" "))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!making.waitFor(30, TimeUnit.SECONDS) || making.exitValue() != 0) {
                throw new IllegalStateException("keytool made no certificate");
            }
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** With what a server shows the certificate. */
    public static KeyCertOptions key() {
        return new PfxOptions().setPath(STORE.toString()).setPassword(PASSWORD);
    }

    /** With what a client trusts it, and no other. */
    public static TrustOptions trust() {
        try (InputStream file = Files.newInputStream(STORE)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD.toCharArray());
            byte[] certificate = store.getCertificate("localhost").getEncoded();
            var pem =
                    "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                            .formatted(Base64.getMimeEncoder().encodeToString(certificate));
            return new PemTrustOptions().addCertValue(Buffer.buffer(pem));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
