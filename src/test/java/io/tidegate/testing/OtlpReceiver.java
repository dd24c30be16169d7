package io.tidegate.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * A collector of traces that remembers every span it got by OTLP over HTTP.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/v1.5.0/opentelemetry/proto/trace/v1/trace.proto">the
 *     numbers of the fields</a>
 */
public final class OtlpReceiver implements AutoCloseable {

    private static final HexFormat HEX = HexFormat.of();

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    /**
     * One span.
     *
     * @param parentId the id of its parent; empty if it has none
     * @param kind 2 server, 3 client, 4 producer, 5 consumer
     * @param links the ids of the traces that it links to
     * @param attributes those that are texts or numbers
     * @param service the name of the service that made it
     */
    public record Span(
            String traceId,
            String spanId,
            String parentId,
            String name,
            long kind,
            List<String> links,
            Map<String, String> attributes,
            String service) {}

    public OtlpReceiver() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        var export = new ProtoMessage(exchange.getRequestBody().readAllBytes());
        for (var resource : export.messages(1)) {
            String service =
                    resource.messages(1).stream()
                            .map(it -> attributes(it.messages(1)).getOrDefault("service.name", ""))
                            .findFirst()
                            .orElse("");
            for (var scope : resource.messages(2)) {
                scope.messages(2).forEach(span -> spans.add(read(span, service)));
            }
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static Span read(ProtoMessage span, String service) {
        return new Span(
                HEX.formatHex(span.bytes(1)),
                HEX.formatHex(span.bytes(2)),
                HEX.formatHex(span.bytes(4)),
                span.text(5),
                span.number(6),
                span.messages(13).stream().map(it -> HEX.formatHex(it.bytes(1))).toList(),
                attributes(span.messages(9)),
                service);
    }

    private static Map<String, String> attributes(List<ProtoMessage> pairs) {
        return pairs.stream()
                .collect(
                        Collectors.toMap(
                                it -> it.text(1), it -> value(it.messages(2).get(0)), (a, b) -> b));
    }

    private static String value(ProtoMessage value) {
        return value.has(1) ? value.text(1) : Long.toString(value.number(3));
    }

    /** Where it listens, as {@code OTEL_EXPORTER_OTLP_ENDPOINT} wants it. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it got so far. */
    public List<Span> spans() {
        return List.copyOf(spans);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
