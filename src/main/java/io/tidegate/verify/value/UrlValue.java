package io.tidegate.verify.value;

import java.util.Optional;

/**
 * The address the sender used, query included.
 *
 * @param publicUrl the address it was given, without a query; empty to take https, the Host header
 *     and the path of the request
 */
record UrlValue(String publicUrl) implements Value {

    @Override
    public Optional<String> in(Evidence evidence) {
        var request = evidence.request();
        if (publicUrl.isEmpty()) {
            return request.headers().first("host").map(h -> "https://" + h + request.target());
        }
        String query = request.query();
        return Optional.of(query.isEmpty() ? publicUrl : publicUrl + "?" + query);
    }
}
