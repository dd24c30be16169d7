package io.tidegate.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Sends an HTTP request.
 *
 * @param url where to, {@code http} or {@code https}; path and query may have places that are
 *     filled from the event, as <code>{type}</code> or <code>{.body.user.id}</code>
 * @param method the HTTP method; GET and HEAD send no body; default POST
 * @param headers header fields to add, which may have places; may hold secrets
 * @param forward which header fields of the sender pass, as {@code content-type} or {@code
 *     x-github-*}; default all, less those that never do
 * @param sign the secrets with which requests are signed by the Standard Webhooks scheme, each with
 *     a signature of its own; default none
 * @param format what the body is; default raw
 * @param auth how we prove who we are; default not at all
 * @param tls whom we trust and what certificate we show, over {@code https}
 * @param version the version of HTTP; default http1
 */
public record HttpConfig(
        String url,
        @Default("POST") String method,
        Map<String, Secret> headers,
        List<String> forward,
        List<Secret> sign,
        @Default("raw") Format format,
        HttpAuthConfig auth,
        TlsConfig tls,
        @Default("http1") Version version) {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
    private static final Pattern FIELD_VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");
    private static final Pattern FORWARD = Pattern.compile("[A-Za-z0-9_-]{1,128}\\*?");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
    private static final Set<String> NO_METHODS = Set.of("CONNECT", "TRACE");

    /** Scheme and authority, and whatever follows them. */
    private static final Pattern FIXED_START = Pattern.compile("(?i)https?://[^/?#{}]+[/?].*");

    private static final String WHOLE_ADDRESS =
            "must be a whole address, as https://example.com/hooks";

    /** What the body of a request is. */
    public enum Format {
        /** The body as it came, or what the route's transform made of it. */
        RAW,
        /** The same, wrapped into a CloudEvent of JSON. */
        CLOUDEVENTS_STRUCTURED,
        /** The same, with the attributes of a CloudEvent as header fields. */
        CLOUDEVENTS_BINARY
    }

    /** A version of HTTP. */
    public enum Version {
        /** HTTP/1.1. */
        HTTP1,
        /**
         * HTTP/2: negotiated over https, where a server that has none gets HTTP/1.1; without
         * negotiation over http.
         */
        HTTP2
    }

    public HttpConfig {
        forward = List.copyOf(forward);
        sign = List.copyOf(sign);
        checkUrl(new Bounds(), url)
                .that(
                        "method",
                        METHOD.matcher(method).matches() && !NO_METHODS.contains(method),
                        "must be a method in capitals, as PUT, and not CONNECT or TRACE")
                .that(
                        "headers",
                        all(headers.keySet(), FIELD_NAME.asMatchPredicate()),
                        "must have names of letters, digits and -")
                .that(
                        "headers",
                        all(headers.values(), it -> isFieldValue(it.value())),
                        "must have values of printable ASCII in one line")
                .that(
                        "headers",
                        all(headers.values(), it -> TextWithPlaces.problem(it.value()).isEmpty()),
                        "must have places with known names and an end, as {type} or {.body.id}")
                .that(
                        "headers",
                        auth.isNone()
                                || headers.keySet().stream()
                                        .noneMatch("authorization"::equalsIgnoreCase),
                        "must not have Authorization where auth has it")
                .that(
                        "forward",
                        all(forward, FORWARD.asMatchPredicate()),
                        "must have names as content-type, or beginnings as x-github-*")
                .that("sign", all(sign, Secret::isPresent), "must not hold an empty secret")
                .that(
                        "tls",
                        tls.isNone() || url.toLowerCase(Locale.ROOT).startsWith("https:"),
                        "needs an address of https")
                .check();
    }

    private static Bounds checkUrl(Bounds bounds, String url) {
        var problem = TextWithPlaces.problem(url);
        if (problem.isPresent()) {
            return bounds.that("url", false, problem.get());
        }
        var text = TextWithPlaces.parse(url);
        return bounds.that("url", Addresses.isUri(text.sample(), SCHEMES), WHOLE_ADDRESS)
                .that(
                        "url",
                        !text.hasPlaces() || FIXED_START.matcher(firstOf(text)).matches(),
                        "must have places in its path and query only")
                .that(
                        "url",
                        !Addresses.hasUser(url),
                        "must not hold a user or password; write auth: {basic: ...}");
    }

    private static String firstOf(TextWithPlaces text) {
        return text.pieces().get(0).isPlace() ? "" : text.pieces().get(0).text();
    }

    private static boolean isFieldValue(String value) {
        return FIELD_VALUE.matcher(value).matches();
    }

    private static <T> boolean all(Collection<T> values, Predicate<T> holds) {
        return values.stream().allMatch(holds);
    }
}
