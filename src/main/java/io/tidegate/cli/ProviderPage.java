package io.tidegate.cli;

import io.tidegate.config.ProviderFile;
import io.tidegate.config.VerifyConfig;
import io.tidegate.provider.Provider;
import java.io.PrintWriter;
import java.util.Locale;

/** One provider on one screen: what is checked, how to set it up, how it behaves. */
final class ProviderPage {

    private ProviderPage() {}

    /** Writes the page. */
    static void write(Provider provider, PrintWriter out) {
        var file = provider.file();
        out.printf("%s (%s)%n%n", file.name(), file.id());
        out.println("Checked:");
        file.verify().forEach(it -> out.println("  - " + checks(it)));
        out.println();
        line(
                out,
                "Event id:",
                file.event().id().isEmpty() ? "hash of the body" : file.event().id());
        line(out, "Event type:", file.event().type().isEmpty() ? "none" : file.event().type());
        line(out, "Answer:", file.respond().status() + "");
        line(out, "Waits:", file.sender().timeout().toSeconds() + " s for the answer");
        line(out, "Retries:", file.sender().retries());
        line(out, "Source:", file.docs());
        setUp(file, out);
    }

    private static void setUp(ProviderFile file, PrintWriter out) {
        var variable = file.id().toUpperCase(Locale.ROOT).replace('-', '_') + "_WEBHOOK_SECRET";
        out.printf("%nSet up in config/tidegate.yaml:%n");
        out.printf("  sources:%n    %s:%n      provider: %s%n", file.id(), file.id());
        out.printf("      secrets: [\"${%s}\"]%n", variable);
        line(out, "Secret:", file.secret());
        line(out, "Address:", "https://your-host/in/" + file.id());
        line(out, "Try it:", tryIt(file));
    }

    private static String tryIt(ProviderFile file) {
        return "tidegate send %s --to http://localhost:8080/in/%s --secret ..."
                .formatted(file.id(), file.id());
    }

    private static void line(PrintWriter out, String label, String text) {
        if (!text.isEmpty()) {
            out.printf("%-12s %s%n", label, text);
        }
    }

    private static String checks(VerifyConfig verify) {
        var where = verify.header().isEmpty() ? verify.from() : "header:" + verify.header();
        return switch (verify.scheme()) {
            case HMAC, DIGEST, RSA, RSA_PSS, ECDSA, ECDSA_P1363, ED25519 -> signed(verify, where);
            case JWT -> "web token (" + String.join(", ", verify.algorithms()) + ") in " + where;
            case JWS -> "web signature over " + String.join(" or ", verify.signed());
            case HTTP_SIGNATURE -> "HTTP message signature (RFC 9421)";
            case CAVAGE -> "HTTP signature (draft-cavage)";
            case TOKEN -> "shared token in " + where;
            case BASIC -> "user and password (HTTP basic authentication)";
            case NONE -> "nothing: anybody can send";
        };
    }

    private static String signed(VerifyConfig verify, String where) {
        return "%s-%s over %s, in %s as %s%s"
                .formatted(
                        verify.scheme(),
                        verify.algorithm(),
                        String.join(" or ", verify.signed()),
                        where,
                        verify.encoding().name().toLowerCase(Locale.ROOT),
                        age(verify));
    }

    private static String age(VerifyConfig verify) {
        var timestamp = verify.timestamp();
        return timestamp.from().isEmpty()
                ? ""
                : ", not older than " + timestamp.tolerance().toSeconds() + " s";
    }
}
