package io.tidegate.verify.message;

import io.tidegate.event.InboundRequest;
import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Parameters;
import io.tidegate.verify.value.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the components of a request are worth, in the one spelling in which they are signed.
 *
 * @param url the address that the sender used, query included
 */
record RequestParts(Value url) {

    private static final Pattern FOLDING = Pattern.compile("\r\n[ \t]+");

    /** The value; empty if it is not there, or cannot be told for sure. */
    Optional<String> value(Component component, Evidence evidence) {
        Optional<String> value =
                component.isDerived()
                        ? derived(component, evidence)
                        : field(component, evidence.request());
        return value.filter(RequestParts::isOneLine);
    }

    private Optional<String> derived(Component component, Evidence evidence) {
        return switch (component.name()) {
            case "@method" -> Optional.of(evidence.request().method());
            case Component.QUERY_PARAMETER -> queryParameter(component, evidence.request());
            default -> address(evidence).flatMap(it -> part(component.name(), it));
        };
    }

    private static Optional<String> part(String name, Address address) {
        return switch (name) {
            case "@target-uri" -> Optional.of(address.uri());
            case "@authority" -> Optional.of(address.authority());
            case "@scheme" -> Optional.of(address.scheme());
            case "@request-target" -> Optional.of(address.target());
            case "@path" -> Optional.of(address.path());
            case "@query" -> Optional.of(address.query().isEmpty() ? "?" : address.query());
            default -> Optional.empty();
        };
    }

    /** The address that the sender used; empty if the request leaves that open. */
    Optional<Address> address(Evidence evidence) {
        return evidence.repeatsAnyOf(List.of("Host"))
                ? Optional.empty()
                : url.in(evidence).flatMap(Address::read);
    }

    private static Optional<String> queryParameter(Component component, InboundRequest request) {
        return component
                .text("name")
                .flatMap(
                        encoded ->
                                Parameters.decoded(encoded)
                                        .filter(name -> encoded(name).equals(encoded)))
                .flatMap(name -> Parameters.single(request.query(), name))
                .map(RequestParts::encoded);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Optional<String> field(Component component, InboundRequest request) {
        List<String> lines = lines(component.name(), request);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> key = component.text("key");
        if (key.isPresent()) {
            return Dictionary.read(lines).flatMap(it -> it.get(key.get())).map(Member::written);
        }
        if (component.has("sf")) {
            return Dictionary.read(lines).map(Dictionary::written);
        }
        return Optional.of(component.has("bs") ? wrapped(lines) : String.join(", ", lines));
    }

    /** The values of all fields of a name, each on one line. */
    static List<String> lines(String name, InboundRequest request) {
        var lines = new ArrayList<String>(1);
        for (String value : request.headers().all(name)) {
            lines.add(trimmed(FOLDING.matcher(value).replaceAll(" ")));
        }
        return lines;
    }

    /** Less the white space of HTTP at its ends, and no other. */
    private static String trimmed(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && isBlank(value.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static String wrapped(List<String> lines) {
        return lines.stream()
                .map(it -> ':' + Coding.BASE64.encode(it.getBytes(StandardCharsets.ISO_8859_1)))
                .collect(Collectors.joining(":, ", "", ":"));
    }

    /** A line feed in a value would let it pass for the next line of what is signed. */
    static boolean isOneLine(String value) {
        return value.indexOf('\n') < 0 && value.indexOf('\r') < 0;
    }
}
