package io.tidegate.verify;

import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What values are read from: a request, and the named fields that came with its signature, such as
 * {@code t} in {@code t=1,v1=aa}.
 *
 * @param request the request
 * @param fields the fields beside the signature, in order; none before it has been taken apart
 */
public record Evidence(InboundRequest request, Map<String, String> fields) {

    /** The evidence of a request whose signature has not been looked at. */
    public static Evidence of(InboundRequest request) {
        return new Evidence(request, Map.of());
    }

    /** The same request with these fields. */
    Evidence with(Map<String, String> otherFields) {
        return new Evidence(request, otherFields);
    }

    /** The same evidence and one more field. */
    Evidence withField(String name, String value) {
        var more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new Evidence(request, more);
    }

    /** The same evidence with exactly one header field of this name. */
    Evidence withHeader(String name, String value) {
        Headers headers = request.headers().without(name).plus(name, value);
        return with(request.target(), headers);
    }

    /** The same evidence with another path and query. */
    Evidence withTarget(String target) {
        return with(target, request.headers());
    }

    /** Whether one of these header fields came more than once. */
    boolean repeatsAnyOf(Iterable<String> headerNames) {
        for (String name : headerNames) {
            if (request.headers().all(name).size() > 1) {
                return true;
            }
        }
        return false;
    }

    /** The value of a field. */
    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private Evidence with(String target, Headers headers) {
        var changed =
                new InboundRequest(
                        request.method(), target, headers, request.body(), request.receivedAt());
        return new Evidence(changed, fields);
    }
}
