package io.tidegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.Commands;
import io.tidegate.cli.Launcher;
import io.tidegate.event.Event;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.testing.Events;
import io.tidegate.testing.Futures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person does with dead letters from a command line. */
class DeadCommandTest extends OpenAdminPort {

    private static final Launcher NEVER =
            (blueprint, options) -> Future.failedFuture("nothing to launch");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void forget() {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
    }

    @Test
    void deadLettersAreListedWithTheirReason() {
        // Given
        var ids = bury("HTTP 404", 3);
        // When
        int exit = run("list", "ci", "--limit", "2");
        // Then
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains(ids.get(0), ids.get(1), "HTTP 404", "2 dead letters of ci, and perhaps")
                .doesNotContain(ids.get(2));
    }

    @Test
    void listGoesOnBehindAPage() {
        bury("HTTP 404", 501);
        assertThat(run("list", "ci", "--limit", "1000")).isZero();
        assertThat(out.toString()).contains("501 dead letters of ci\n");
    }

    @Test
    void listForToolsIsALineOfJsonForEach() {
        // Given
        var ids = bury("HTTP 404", 2);
        // When
        run("list", "ci", "--output", "json");
        // Then
        assertThat(out.toString().lines().map(JsonObject::new))
                .extracting(it -> it.getString("id"))
                .containsExactlyElementsOf(ids);
    }

    @Test
    void whatStrangersWroteDoesNotSteerTheTerminal() {
        bury("\u001b[2Jgone", 1);
        run("list", "ci");
        assertThat(out.toString()).contains("?[2Jgone").doesNotContain("\u001b");
    }

    @Test
    void chosenDeadLettersAreReplayedAndTheOthersStay() {
        // Given
        var ids = bury("HTTP 404", 3);
        // When
        int exit = run("replay", "ci", "--id", ids.get(0), "--id", ids.get(2), "--rate", "500/s");
        // Then
        assertThat(exit).isZero();
        assertThat(out.toString()).isEqualTo("ci: 2 matched, 2 replayed\n");
        assertThat(left()).containsExactly(ids.get(1));
    }

    @Test
    void deadLettersThatAFilterHoldsForAreReplayedElsewhere() {
        // Given
        var ids = bury("HTTP 404", 2);
        // When
        int exit = run("replay", "ci", "--filter", ".body.key == \"k1\"", "--to", "console");
        // Then
        assertThat(exit).isZero();
        assertThat(left()).containsExactly(ids.get(0));
        assertThat(admin.json("/api/v1/parked?destination=console").getJsonArray("parked"))
                .hasSize(1);
    }

    @Test
    void dryRunCountsAndLeavesAllAsItIs() {
        bury("HTTP 404", 2);
        assertThat(run("replay", "ci", "--dry-run")).isZero();
        assertThat(out.toString()).isEqualTo("ci: 2 matched, nothing done\n");
        assertThat(left()).hasSize(2);
    }

    @Test
    void limitedReplaySaysThatThereMayBeMore() {
        bury("HTTP 404", 3);
        assertThat(run("replay", "ci", "--limit", "2")).isEqualTo(1);
        assertThat(out.toString())
                .isEqualTo("ci: 2 matched, 2 replayed; there may be more, run it again\n");
    }

    @Test
    void nothingIsForgottenUnlessItIsMeant() {
        // Given
        bury("HTTP 404", 2);
        // When
        int counted = run("discard", "ci");
        var before = left();
        int discarded = run("discard", "ci", "--yes");
        // Then
        assertThat(counted).isEqualTo(1);
        assertThat(before).hasSize(2);
        assertThat(discarded).isZero();
        assertThat(left()).isEmpty();
        assertThat(out.toString())
                .isEqualTo(
                        """
                        ci: 2 would be forgotten for good; add --yes
                        ci: 2 matched, 2 discarded
                        """);
    }

    @Test
    void whatIsWrongIsSaidInOneLine() {
        assertThat(run("list", "nobody")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo(
                        "tidegate: %s answers 400: destination must name a configured destination%n"
                                .formatted(admin.url()));
    }

    @Test
    void filterThatIsNoProgramIsExplained() {
        assertThat(run("replay", "ci", "--filter", ".x ==")).isEqualTo(1);
        assertThat(err.toString()).contains("filter: not a jq program").hasLineCount(1);
    }

    @Test
    void gatewayThatWantsATokenSaysSo() throws IOException {
        var vertx = Vertx.vertx();
        try (var guarded = new AdminPort(vertx, "token-0123456789")) {
            assertThat(runAt(guarded.url(), "list", "ci")).isEqualTo(1);
            assertThat(err.toString()).contains("--token", "TIDEGATE_ADMIN_TOKEN");
            assertThat(runAt(guarded.url(), "list", "ci", "--token", "token-0123456789")).isZero();
        } finally {
            Futures.await(vertx.close());
        }
    }

    @Test
    void gatewayThatDoesNotRunIsNamed() {
        assertThat(runAt("http://127.0.0.1:1", "list", "ci")).isEqualTo(1);
        assertThat(err.toString()).contains("no answer from http://127.0.0.1:1", "--admin");
    }

    @Test
    void addressThatIsNoneIsRefused() {
        assertThat(runAt("localhost:9090", "list", "ci")).isEqualTo(1);
        assertThat(err.toString()).contains("--admin must be an address").hasLineCount(1);
    }

    @Test
    void deadAloneSaysWhatThereIs() {
        assertThat(Commands.of(NEVER, Map.of()).setErr(new PrintWriter(err)).execute("dead"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("dead list, dead replay or dead discard");
    }

    private int run(String... arguments) {
        return runAt(admin.url(), arguments);
    }

    private int runAt(String url, String... arguments) {
        var words = new ArrayList<>(List.of("dead"));
        words.addAll(List.of(arguments));
        words.addAll(List.of("--admin", url));
        return Commands.of(NEVER, Map.of())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words.toArray(String[]::new));
    }

    private List<String> bury(String reason, int count) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var stored = stored("k" + i);
            admin.inStore(it -> it.bury(Events.delivery(stored, "ci").next(), Setback.of(reason)));
            ids.add(stored.id().toString());
        }
        return ids;
    }

    private StoredEvent stored(String key) {
        Event event = Events.event(key);
        return new StoredEvent(admin.inStore(it -> it.append(event)), event);
    }

    private List<String> left() {
        return admin.json("/api/v1/dead?destination=ci&limit=1000").getJsonArray("dead").stream()
                .map(it -> ((JsonObject) it).getString("id"))
                .toList();
    }
}
