package io.tidegate.verify.value;

import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What values are read from: a request, and what became known while it was looked at.
 *
 * @param request the request
 * @param fields the named fields that came with its signature, such as {@code t} in {@code
 *     t=1,v1=aa}, in order; none before it has been taken apart
 * @param secret the secret that is being tried; empty outside such a try
 * @param token the parts of its web token; none before one has been read
 * @param item which item of a list in the body is being looked at, from 0
 * @param bodyText what was read of its JSON body so far
 */
public record Evidence(
        InboundRequest request,
        Map<String, String> fields,
        String secret,
        TokenParts token,
        int item,
        BodyText bodyText) {

    /** What a body holds where a sender has still to write the signature. */
    public static final String SIGNATURE_PLACE = "{signature}";

    /** The evidence of a request that has not been looked at. */
    public static Evidence of(InboundRequest request) {
        return new Evidence(
                request, Map.of(), "", TokenParts.NONE, 0, new BodyText(request.body()));
    }

    /** The same request with these fields. */
    public Evidence with(Map<String, String> otherFields) {
        return new Evidence(request, otherFields, secret, token, item, bodyText);
    }

    /** The same evidence and one more field. */
    public Evidence withField(String name, String value) {
        var more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return with(more);
    }

    /** The same evidence while this secret is tried. */
    public Evidence withSecret(String other) {
        return new Evidence(request, fields, other, token, item, bodyText);
    }

    /** The same evidence and the parts of the token that came with it. */
    public Evidence withToken(TokenParts parts) {
        return new Evidence(request, fields, secret, parts, item, bodyText);
    }

    /** The same evidence while this item is looked at. */
    public Evidence atItem(int other) {
        return new Evidence(request, fields, secret, token, other, bodyText);
    }

    /** The same evidence with exactly one header field of this name. */
    public Evidence withHeader(String name, String value) {
        Headers headers = request.headers().without(name).plus(name, value);
        return with(request.target(), headers, request.body());
    }

    /** The same evidence with another path and query. */
    public Evidence withTarget(String target) {
        return with(target, request.headers(), request.body());
    }

    /** The same evidence with another body. */
    public Evidence withBody(byte[] body) {
        return with(request.target(), request.headers(), body);
    }

    /** Whether one of these header fields came more than once. */
    public boolean repeatsAnyOf(Iterable<String> headerNames) {
        for (String name : headerNames) {
            if (request.headers().count(name) > 1) {
                return true;
            }
        }
        return false;
    }

    /** The value of a field. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** The text at a place of the JSON body; it is read once for all places of a plan. */
    Optional<String> json(JsonPlan plan, int slot) {
        return Optional.ofNullable(bodyText.at(plan)[slot]);
    }

    private Evidence with(String target, Headers headers, byte[] body) {
        var changed =
                new InboundRequest(request.method(), target, headers, body, request.receivedAt());
        return new Evidence(changed, fields, secret, token, item, new BodyText(body));
    }

    /** Shape only: fields and secret are what must not be shown. */
    @Override
    public String toString() {
        return request.toString();
    }
}
