package io.tidegate.cli;

import io.tidegate.event.InboundRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Sends requests to one address.
 *
 * @param to the address; what a request has in its own query is added
 */
record Post(URI to) {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Sends one request and waits for its answer. */
    HttpResponse<String> send(InboundRequest request) throws InterruptedException {
        try {
            var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
            return client.send(outgoing(request), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandFailure("no answer from " + to + ": " + reason(e));
        }
    }

    private HttpRequest outgoing(InboundRequest request) {
        var body = HttpRequest.BodyPublishers.ofByteArray(request.body());
        var outgoing =
                HttpRequest.newBuilder(to.resolve(request.target()))
                        .timeout(PATIENCE)
                        .method(request.method(), body);
        request.headers()
                .forEach(
                        (name, value) -> {
                            // The client writes this one itself, from the address.
                            if (!name.equalsIgnoreCase("Host")) {
                                outgoing.header(name, value);
                            }
                        });
        return outgoing.build();
    }

    private static String reason(IOException e) {
        var message = e.getMessage();
        return message == null ? "connection refused" : message;
    }
}
