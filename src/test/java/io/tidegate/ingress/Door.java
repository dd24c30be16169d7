package io.tidegate.ingress;

import static io.tidegate.testing.Futures.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidegate.config.ByteSize;
import io.tidegate.config.PublicConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.StoreConfig;
import io.tidegate.event.Event;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.event.Reply;
import io.tidegate.event.Verdict;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.store.EventJournal;
import io.tidegate.store.EventStores;
import io.tidegate.store.NoJournal;
import io.tidegate.store.NoVault;
import io.tidegate.testing.RawHttp;
import io.tidegate.trace.Tracing;
import io.tidegate.verify.key.KeyShelf;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A public port under test with a source whose sender repeats, {@code /in/shop}, and one whose
 * sender does not, {@code /in/once}, which believes what says {@code X-Sign: good}.
 */
final class Door implements AutoCloseable {

    static final int MAX_BODY = 10_000;
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final PublicConfig CONFIG =
            new PublicConfig(
                    0,
                    "127.0.0.1",
                    2,
                    new ByteSize(MAX_BODY),
                    new ByteSize(1 << 20),
                    100,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    new PublicConfig.VerifiersConfig(2, 1_024));

    /** So long a sender waits, and so much may wait. */
    static final StoreConfig.HoldConfig HOLD =
            new StoreConfig.HoldConfig(Duration.ofSeconds(2), new ByteSize(64 << 10));

    private static final Judging LIGHT = new Judging(Door::judge, false, false, Door::event);

    final StoreScript store = new StoreScript();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Ingress ingress;
    private final Vertx vertx;
    private final StoreConfig.HoldConfig hold;
    private final String deployment;

    Door(Vertx vertx, PublicConfig config) {
        this(vertx, config, new Judging(Door::judge, true, false, Door::event));
    }

    /** A door with a third source, {@code /in/heavy}, that judges like this. */
    Door(Vertx vertx, PublicConfig config, Judging heavy) {
        this(vertx, config, heavy, new Behind(HOLD, new NoJournal(), Optional.empty()));
    }

    /** A door at which senders wait so long, and so many of them. */
    Door(Vertx vertx, PublicConfig config, StoreConfig.HoldConfig hold) {
        this(vertx, config, LIGHT, new Behind(hold, new NoJournal(), Optional.empty()));
    }

    /** A door with this journal. */
    Door(Vertx vertx, StoreConfig.HoldConfig hold, EventJournal journal) {
        this(vertx, CONFIG, LIGHT, new Behind(hold, journal, Optional.empty()));
    }

    /** A door in front of these stores, so that {@link #store} says nothing. */
    Door(Vertx vertx, StoreConfig.HoldConfig hold, EventStores stores) {
        this(vertx, CONFIG, LIGHT, new Behind(hold, new NoJournal(), Optional.of(stores)));
    }

    /** What is behind a door, which has stores of its own unless there are others. */
    private record Behind(
            StoreConfig.HoldConfig hold, EventJournal journal, Optional<EventStores> stores) {}

    private Door(Vertx vertx, PublicConfig config, Judging heavy, Behind behind) {
        this.vertx = vertx;
        hold = behind.hold();
        var metrics = new GatewayMetrics(registry);
        ingress =
                Ingress.withEntrances(
                        config,
                        List.of(
                                entrance("shop", metrics, LIGHT),
                                entrance("once", metrics, LIGHT),
                                entrance("heavy", metrics, heavy)),
                        supplies(behind),
                        metrics,
                        InstantSource.fixed(NOW));
        deployment = await(ingress.start(vertx));
    }

    private Entrance entrance(String source, GatewayMetrics metrics, Judging judging) {
        return new Entrance(
                source,
                Terms.of(MAX_BODY, Set.of("POST"), false, "Webhook"),
                judging,
                !source.equals("once"),
                hold.time().toNanos(),
                false,
                Reply.text(202, "application/json", ""),
                metrics.source(source));
    }

    private Supplies supplies(Behind behind) {
        return new Supplies(
                behind.stores().orElse(store::open),
                behind.hold(),
                behind.journal(),
                NoVault::new,
                Secret.NONE,
                new KeyShelf(),
                Outbound.guarded(),
                Tracing.off());
    }

    static Event event(InboundRequest request, Verdict.Genuine verdict) {
        return new Event(
                "shop",
                "custom",
                verdict.type(),
                verdict.dedupKey(),
                request.receivedAt(),
                request.headers(),
                request.body());
    }

    static Verdict judge(InboundRequest request) {
        return switch (request.headers().first("X-Sign").orElse("")) {
            case "good" -> new Verdict.Genuine("key", "type");
            case "hello" -> new Verdict.Handshake(Reply.text(200, "text/plain", "challenge"));
            case "strange" ->
                    new Verdict.Handshake(
                            new Reply(200, "", Headers.of("X-Odd", "a\r\nb"), new byte[0]));
            case "bug" -> throw new IllegalStateException("a defect, on purpose");
            case "" -> new Verdict.Rejected(Rejection.MISSING_SIGNATURE);
            default -> new Verdict.Rejected(Rejection.WRONG_SIGNATURE);
        };
    }

    /** The head and body of a POST to the source. */
    static String post(String sign, String body) {
        return String.join(
                "\r\n",
                "POST /in/shop HTTP/1.1",
                "Host: gate",
                "X-Sign: " + sign,
                "Content-Length: " + body.length(),
                "",
                body);
    }

    /** The head of a POST whose body comes in chunks. */
    static String chunkedHead() {
        return post("good", "").replace("Content-Length: 0", "Transfer-Encoding: chunked");
    }

    /** One chunk of a body. */
    static String chunk(String bytes) {
        return Integer.toHexString(bytes.length()) + "\r\n" + bytes + "\r\n";
    }

    /** Waits for what comes about in a moment. */
    static ConditionFactory soon() {
        return Awaitility.with()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .await();
    }

    RawHttp connect() {
        return new RawHttp(ingress.port());
    }

    /** How often requests to the source came to this outcome. */
    long requests(String outcome) {
        return requests("shop", outcome);
    }

    /** How often requests to {@code source} came to this outcome. */
    long requests(String source, String outcome) {
        return count("tidegate.requests", "source", source, "outcome", outcome);
    }

    /** The sum of all counters of this name that carry these tags. */
    long count(String name, String... tags) {
        return (long)
                registry.find(name).tags(tags).counters().stream()
                        .mapToDouble(Counter::count)
                        .sum();
    }

    /** Whether the port takes no new connections. */
    boolean isRefusing() {
        try (RawHttp late = connect()) {
            return late.isClosedByPeer();
        } catch (UncheckedIOException refused) {
            return true;
        }
    }

    /** Closes the port as the gateway does. */
    void stop() {
        await(vertx.undeploy(deployment));
    }

    @Override
    public void close() {
        if (vertx.deploymentIDs().contains(deployment)) {
            stop();
        }
    }
}
