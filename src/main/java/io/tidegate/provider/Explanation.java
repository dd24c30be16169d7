package io.tidegate.provider;

import io.tidegate.config.ProviderFile;
import io.tidegate.config.ProviderFile.HandshakeConfig;
import io.tidegate.config.VerifyConfig;
import io.tidegate.verify.scheme.Scheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a provider's file says, in sentences for people. */
public final class Explanation {

    private static final List<VerifyConfig.Scheme> TOKENS =
            List.of(VerifyConfig.Scheme.TOKEN, VerifyConfig.Scheme.BASIC);

    private final Provider provider;
    private final ProviderFile file;

    /** The explanation of a provider. */
    public Explanation(Provider provider) {
        this.provider = provider;
        file = provider.file();
    }

    /** What is checked, a line for each way to verify. */
    public List<String> checks() {
        return file.verify().stream().map(Explanation::check).toList();
    }

    /** How it is checked in a few words, for a table. */
    public String brief() {
        return file.verify().stream()
                .map(Explanation::schemeOf)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Whether whoever changes the body is noticed, by every way to verify. */
    public boolean coversBody() {
        return file.verify().stream().allMatch(Explanation::coversBody);
    }

    private static boolean coversBody(VerifyConfig verify) {
        return switch (verify.scheme()) {
            case HMAC, DIGEST, RSA, RSA_PSS, ECDSA, ED25519, JWS ->
                    verify.signed().stream().allMatch(it -> it.contains("body"));
            case JWT ->
                    verify.from().equals("body")
                            || verify.claims().values().stream()
                                    .flatMap(List::stream)
                                    .anyMatch(it -> it.contains("body"));
            case HTTP_SIGNATURE, CAVAGE ->
                    verify.components().stream().anyMatch(it -> it.contains("digest"));
            case TOKEN, BASIC, NONE -> false;
        };
    }

    /** How old a request may be; empty if no time is signed. */
    public String age() {
        return file.verify().stream()
                .filter(it -> !it.timestamp().from().isEmpty())
                .map(it -> text(it.timestamp().tolerance()))
                .findFirst()
                .orElse("");
    }

    /** What is asked about the address, a line for each question. */
    public List<String> questions() {
        return file.handshake().stream().map(Explanation::question).toList();
    }

    /** What must be known for an operator to be on the safe side. */
    public List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (!coversBody() && !provider.isUnverified()) {
            warnings.add(
                    file.verify().stream().allMatch(it -> TOKENS.contains(it.scheme()))
                            ? "The secret itself is sent: it proves who sends, not what is sent."
                            : "The body is not wholly covered by the proof.");
        }
        if (age().isEmpty() && !provider.schemes().stream().allMatch(Scheme::isOpen)) {
            warnings.add("No time is checked: a captured request can be sent again.");
        }
        return warnings;
    }

    private static String question(HandshakeConfig handshake) {
        String who = handshake.verified() ? "signed" : "unsigned";
        String when =
                handshake.when().entrySet().stream()
                        .map(it -> it.getKey() + " is " + it.getValue())
                        .collect(Collectors.joining(" and "));
        return "%s, %s%s: answered %d%s"
                .formatted(
                        String.join("/", handshake.methods()),
                        who,
                        when.isEmpty() ? "" : ", where " + when,
                        handshake.respond().status(),
                        handshake.capture().isEmpty()
                                ? ""
                                : "; the secret in " + handshake.capture() + " is kept");
    }

    private static String check(VerifyConfig verify) {
        String where = verify.header().isEmpty() ? verify.from() : "header:" + verify.header();
        return switch (verify.scheme()) {
            case HMAC, DIGEST, RSA, RSA_PSS, ECDSA, ED25519 -> signed(verify, where);
            case JWT ->
                    "a web token (%s) in %s%s"
                            .formatted(algorithms(verify), place(where), claims(verify));
            case JWS ->
                    "a web signature (%s) in %s over %s"
                            .formatted(algorithms(verify), where, signed(verify));
            case HTTP_SIGNATURE ->
                    "an HTTP message signature (RFC 9421) that covers " + verify.components();
            case CAVAGE -> "an HTTP signature (draft-cavage) that covers " + verify.components();
            case TOKEN -> "the secret itself, in " + where;
            case BASIC -> "user and password (HTTP basic authentication)";
            case NONE -> "nothing: anybody can send";
        };
    }

    private static String place(String where) {
        return where.isEmpty() ? "header:Authorization" : where;
    }

    private static String claims(VerifyConfig verify) {
        return verify.claims().isEmpty()
                ? ""
                : " that claims "
                        + verify.claims().entrySet().stream()
                                .map(it -> it.getKey() + " = " + String.join(" or ", it.getValue()))
                                .collect(Collectors.joining(", "));
    }

    private static String algorithms(VerifyConfig verify) {
        return String.join(", ", verify.algorithms());
    }

    private static String signed(VerifyConfig verify) {
        return verify.signed().stream()
                .map(it -> it.replace("\n", "\\n"))
                .collect(Collectors.joining(" or "));
    }

    private static String signed(VerifyConfig verify, String where) {
        return "%s over %s, in %s as %s%s"
                .formatted(
                        schemeOf(verify),
                        signed(verify),
                        where,
                        word(verify.encoding()),
                        verify.timestamp().from().isEmpty()
                                ? ""
                                : ", at most %s old"
                                        .formatted(text(verify.timestamp().tolerance())));
    }

    private static String schemeOf(VerifyConfig verify) {
        String hash = word(verify.algorithm()).toUpperCase(Locale.ROOT).replace("SHA", "SHA-");
        return switch (verify.scheme()) {
            case HMAC -> "HMAC-" + hash;
            case DIGEST -> hash + " with the secret";
            case RSA -> "RSA-" + hash;
            case RSA_PSS -> "RSA-PSS-" + hash;
            case ECDSA -> "ECDSA-" + hash;
            case ED25519 -> "Ed25519";
            case JWT -> "JWT " + algorithms(verify);
            case JWS -> "JWS " + algorithms(verify);
            case HTTP_SIGNATURE -> "RFC 9421";
            case CAVAGE -> "draft-cavage";
            case TOKEN -> "token";
            case BASIC -> "basic";
            case NONE -> "none";
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A duration in its largest whole unit. */
    public static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0 && seconds > 0) {
            return seconds / 86_400 + " d";
        }
        if (seconds % 3_600 == 0 && seconds > 0) {
            return seconds / 3_600 + " h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
