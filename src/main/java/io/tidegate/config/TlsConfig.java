package io.tidegate.config;

import java.util.regex.Pattern;

/**
 * Whom we trust and what certificate we show, all as the text of PEM files: <code>
 * ${file:/etc/tidegate/client.pem}</code>. The server's certificate is always verified.
 *
 * @param ca the authorities that may have signed the server's certificate; default those of the
 *     Java runtime
 * @param certificate our own certificate, the chain behind it; default none
 * @param key the private key of our certificate, not encrypted; default none
 */
public record TlsConfig(
        @Default("") Secret ca, @Default("") Secret certificate, @Default("") Secret key) {

    private static final Pattern CERTIFICATE =
            Pattern.compile(".*-----BEGIN CERTIFICATE-----.*", Pattern.DOTALL);
    private static final Pattern KEY =
            Pattern.compile(".*-----BEGIN (RSA |EC )?PRIVATE KEY-----.*", Pattern.DOTALL);

    /** All as usual: the authorities of the Java runtime, and no certificate of our own. */
    public static final TlsConfig NONE = new TlsConfig(Secret.NONE, Secret.NONE, Secret.NONE);

    public TlsConfig {
        new Bounds()
                .that("ca", isAbsentOr(CERTIFICATE, ca), "must hold a CERTIFICATE in PEM")
                .that(
                        "certificate",
                        isAbsentOr(CERTIFICATE, certificate),
                        "must hold a CERTIFICATE in PEM")
                .that("key", isAbsentOr(KEY, key), "must hold a PRIVATE KEY in PEM, not encrypted")
                .that(
                        certificate.isPresent() == key.isPresent(),
                        "needs certificate and key together")
                .check();
    }

    private static boolean isAbsentOr(Pattern form, Secret pem) {
        return !pem.isPresent() || form.matcher(pem.value()).matches();
    }

    /** Whether any of it lies in a file, so that it may become another. */
    boolean isRenewable() {
        return ca.isRenewable() || certificate.isRenewable() || key.isRenewable();
    }

    /** All as it is now; fails if certificate and key do not fit each other any more. */
    TlsConfig renewed() {
        return new TlsConfig(ca.renewed(), certificate.renewed(), key.renewed());
    }

    /** Whether all is as usual. */
    public boolean isNone() {
        return !ca.isPresent() && !certificate.isPresent();
    }
}
