package io.tidegate.ingress;

import io.tidegate.event.Headers;
import io.tidegate.event.KeyRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where something is fetched from, by TLS always.
 *
 * @param host the name of the server, which its certificate must bear
 * @param port its TCP port
 * @param path the raw path and query
 * @param headers what to send along, which may be a credential
 * @param body the JSON to POST; empty to GET
 */
record Target(String host, int port, String path, Headers headers, String body) {

    private static final int HTTPS_PORT = 443;

    /** Where keys are; empty if the address is none that we use. */
    static Optional<Target> of(KeyRequest request) {
        return of(request.url(), request.headers(), request.body());
    }

    /** Where to look in; empty if the address is none that we use. */
    static Optional<Target> of(String url) {
        return of(url, Headers.none(), "");
    }

    private static Optional<Target> of(String url, Headers headers, String body) {
        try {
            var uri = new URI(url);
            boolean isUsable =
                    "https".equalsIgnoreCase(uri.getScheme())
                            && uri.getHost() != null
                            && uri.getRawUserInfo() == null;
            return isUsable ? Optional.of(of(uri, headers, body)) : Optional.empty();
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }

    private static Target of(URI uri, Headers headers, String body) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        int port = uri.getPort() < 0 ? HTTPS_PORT : uri.getPort();
        return new Target(uri.getHost(), port, path + query, headers, body);
    }

    /** The server only: the rest may be a secret. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
