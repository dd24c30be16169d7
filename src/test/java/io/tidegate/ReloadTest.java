package io.tidegate;

import static io.tidegate.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidegate.cli.Blueprint;
import io.tidegate.cli.Extensions;
import io.tidegate.metrics.GatewayMetrics;
import io.tidegate.testing.LogLines;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed configuration is taken over whole or not at all. */
class ReloadTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final String NEVER = "reload: { every: 0s }\n";
    private static final String OFTEN = "reload: { every: 20ms }\n";

    @TempDir Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final List<Blueprint> adopted = new CopyOnWriteArrayList<>();
    private Path file;
    private Reload reload;

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("tidegate.yaml");
        Files.writeString(folder.resolve("secret"), "0123456789abcdef");
        begin(NEVER);
    }

    private void begin(String how) throws IOException {
        write(how + sources("a"));
        var blueprint = Blueprint.read(file, Map.of(), Extensions.NONE);
        reload = new Reload(vertx, blueprint, new GatewayMetrics(registry), now::get);
        reload.follow(this::adopt);
    }

    @AfterEach
    void stop() {
        await(reload.stop());
        await(vertx.close());
    }

    private Future<Void> adopt(Blueprint next) {
        adopted.add(next);
        return Future.succeededFuture();
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private String sources(String... names) {
        var text = new StringBuilder("sources:\n");
        for (String name : names) {
            text.append(
                    "  %s: { provider: github, secrets: [\"${file:%s}\"] }\n"
                            .formatted(name, folder.resolve("secret")));
        }
        return text
                + "destinations: { d: { log: {} } }\nroutes: { all: { from: ['*'], to: [d] } }\n";
    }

    private double attempts(String outcome) {
        return registry.get("tidegate.config.reload.attempts")
                .tags("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void whatWasReadAtTheStartIsCurrent() {
        assertThat(reload.state().isCurrent()).isTrue();
        assertThat(reload.state().appliedAt()).isEqualTo(START);
        assertThat(registry.get("tidegate.config.reload.success.timestamp").gauge().value())
                .isEqualTo((double) START.getEpochSecond());
    }

    @Test
    void soundConfigurationIsTakenOver() throws IOException {
        // Given
        write(NEVER + sources("a", "b"));
        now.set(START.plusSeconds(60));
        // When
        var state = await(reload.reload());
        // Then
        assertThat(state.isCurrent()).isTrue();
        assertThat(state.appliedAt()).isEqualTo(START.plusSeconds(60));
        assertThat(adopted)
                .singleElement()
                .satisfies(it -> assertThat(it.sources()).containsKey("b"));
        assertThat(attempts("applied")).isOne();
    }

    @Test
    void wrongConfigurationIsKeptOutWithAllItsFindingsAndLoggedOnce() throws IOException {
        try (var log = new LogLines(Reload.class.getName())) {
            // Given
            write("public: { port: 1 }\n" + NEVER + sources("a").replace("github", "gitbub"));
            // When
            var state = await(reload.reload());
            // Then
            assertThat(state.isCurrent()).isFalse();
            assertThat(state.appliedAt()).isEqualTo(START);
            assertThat(state.findings())
                    .hasSize(2)
                    .anySatisfy(it -> assertThat(it).contains(":1: public.port: needs a restart"))
                    .anySatisfy(it -> assertThat(it).contains(":4: sources.a.provider: unknown"));
            assertThat(adopted).isEmpty();
            assertThat(log.pairs())
                    .singleElement()
                    .asString()
                    .contains("public.port", "sources.a.provider");
            assertThat(attempts("refused")).isOne();
            assertThat(registry.get("tidegate.config.reload.current").gauge().value()).isZero();
        }
    }

    @Test
    void configurationThatIsPutRightIsTakenOver() throws IOException {
        write("nonsense: 1\n");
        assertThat(await(reload.reload()).isCurrent()).isFalse();
        write(NEVER + sources("a"));
        assertThat(await(reload.reload()).isCurrent()).isTrue();
        assertThat(registry.get("tidegate.config.reload.current").gauge().value()).isOne();
    }

    @Test
    void partThatCannotGoOverKeepsTheConfigurationOut() {
        // Given
        reload.follow(next -> Future.failedFuture("no such action"));
        // When
        var state = await(reload.reload());
        // Then
        assertThat(state.findings()).singleElement().asString().contains("no such action");
    }

    @Test
    void oneIsTakenOverAfterTheOther() throws IOException {
        // Given
        var gate = Promise.<Void>promise();
        var begun = new CopyOnWriteArrayList<Blueprint>();
        reload.follow(
                next -> {
                    begun.add(next);
                    return gate.future();
                });
        var first = reload.reload();
        Awaitility.await().until(() -> begun.size() == 1);
        write(NEVER + sources("a", "b"));
        // When
        var second = reload.reload();
        gate.complete();
        // Then
        await(first);
        await(second);
        assertThat(begun.get(1).sources()).containsKey("b");
    }

    @Test
    void changedSecretFileIsNoticedAndTakenOverByItself() throws IOException {
        // Given
        begin(OFTEN);
        reload.start();
        // When
        Files.writeString(folder.resolve("secret"), "fedcba9876543210");
        // Then
        Awaitility.await().until(() -> adopted.size() == 1);
        assertThat(adopted.get(0).config().sources().values())
                .allSatisfy(
                        it ->
                                assertThat(it.secrets().get(0).value())
                                        .isEqualTo("fedcba9876543210"));
    }

    @Test
    void contentThatIsWrongIsTriedOnceAndTheNextIsTriedAgain() throws IOException {
        // Given
        begin(OFTEN);
        reload.start();
        write("nonsense: 1\n");
        Awaitility.await().until(() -> !reload.state().isCurrent());
        // When
        write(OFTEN + sources("a", "b"));
        // Then
        Awaitility.await().until(() -> reload.state().isCurrent());
        assertThat(attempts("refused")).isOne();
        assertThat(adopted).hasSize(1);
    }
}
