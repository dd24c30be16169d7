package io.tidegate.action;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;

/**
 * A request to be sent.
 *
 * @param method the HTTP method
 * @param uri path and query
 * @param headers the header fields, less those about the connection
 * @param body the exact bytes, possibly none
 */
record HttpMessage(HttpMethod method, String uri, MultiMap headers, byte[] body) {

    private static final byte[] NONE = {};

    /** A request that has no body, and says nothing about one, if its method has none. */
    static HttpMessage of(HttpMethod method, String uri, MultiMap headers, byte[] body) {
        if (!isBodiless(method)) {
            return new HttpMessage(method, uri, headers, body);
        }
        OutboundHeaders.ABOUT_THE_BODY.forEach(headers::remove);
        return new HttpMessage(method, uri, headers, NONE);
    }

    /** Whether the method has no body to send; an empty one is not even announced. */
    boolean isBodiless() {
        return isBodiless(method);
    }

    private static boolean isBodiless(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    /** Shape only: the rest may be secret. */
    @Override
    public String toString() {
        return method + " (" + body.length + " bytes)";
    }
}
