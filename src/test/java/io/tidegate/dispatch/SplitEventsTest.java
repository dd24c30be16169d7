package io.tidegate.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that are split into parts: each part has a delivery and a fate of its own. */
class SplitEventsTest {

    private static final String LETTERS = "[\"A\",\"B\",\"C\"]";

    private final Gateway gateway = new Gateway("a").splitting(".body[]");

    @AfterEach
    void close() {
        gateway.close();
    }

    private static void eventually(Runnable assertion) {
        Awaitility.await().untilAsserted(assertion::run);
    }

    private void allIsDone() {
        eventually(
                () -> {
                    var status = gateway.status();
                    assertThat(status.oldestUnsettled()).isZero();
                    assertThat(status.pending()).isZero();
                    assertThat(status.parked().values()).containsOnly(0L);
                });
    }

    @Test
    void eachPartIsDeliveredOnceHoweverManyThereAre() {
        // Given more parts than there are places
        var letters = IntStream.range(0, 300).mapToObj(i -> "\"" + i + "\"").toList();
        // When
        gateway.start("p", 2).appendBody(letters.toString());
        // Then
        eventually(() -> assertThat(payloads()).hasSize(300));
        allIsDone();
        assertThat(payloads()).containsExactlyInAnyOrderElementsOf(letters);
        assertThat(gateway.action("a").mostUnderWay()).isLessThanOrEqualTo(Gateway.CONCURRENCY);
        assertThat(gateway.count("tidegate.route.matches", "outcome", "matched")).isOne();
    }

    @Test
    void partThatFailsIsTriedAgainUnderItsIdAndAlone() {
        // Given
        gateway.action("a").answerFor("B", Outcome.retry("503"));
        // When
        gateway.start("p", 1).appendBody(LETTERS);
        eventually(() -> assertThat(payloads()).hasSizeGreaterThan(3));
        gateway.action("a").accept();
        // Then
        allIsDone();
        assertThat(payloads().stream().filter(it -> !it.equals("\"B\"")))
                .containsExactlyInAnyOrder("\"A\"", "\"C\"");
        assertThat(idsOf("\"B\"")).hasSize(1);
    }

    @Test
    void partThatIsHopelessDiesAlone() {
        // Given
        gateway.action("a").answerFor("B", Outcome.dead("410"));
        // When
        gateway.start("p", 1).appendBody(LETTERS);
        // Then
        eventually(() -> assertThat(gateway.dead("a")).hasSize(1));
        allIsDone();
        var letter = gateway.dead("a").get(0).delivery();
        assertThat(new String(letter.payload(), UTF_8)).isEqualTo("\"B\"");
        assertThat(letter.stored().event().body()).isEqualTo(letter.payload());
        assertThat(payloads()).containsExactlyInAnyOrder("\"A\"", "\"B\"", "\"C\"");
    }

    @Test
    void partsAreTheSameAfterACrash() {
        // Given a process that could park all parts, and then not settle the event
        crashWithAllParked();
        // When
        gateway.action("a").accept();
        gateway.start("p", 1);
        // Then nothing is left, and each part was always tried under the same id
        allIsDone();
        assertThat(payloads()).contains("\"A\"", "\"B\"", "\"C\"");
        assertThat(ids()).hasSize(3);
    }

    @Test
    void nothingIsLostIfTheTransformMakesOtherPartsAfterACrash() {
        // Given
        crashWithAllParked();
        gateway.splitting(".body | reverse | .[:2][] | ascii_downcase");
        int before = gateway.action("a").attempts().size();
        // When
        gateway.action("a").accept();
        gateway.start("p", 1);
        // Then what was parked is delivered as it was, and what is made now is delivered too
        eventually(
                () ->
                        assertThat(payloads().subList(before, payloads().size()))
                                .containsExactlyInAnyOrder(
                                        "\"A\"", "\"B\"", "\"C\"", "\"c\"", "\"b\""));
        allIsDone();
        assertThat(ids()).hasSize(5);
    }

    private void crashWithAllParked() {
        gateway.stoppingWithin(Duration.ofMillis(1)).retrying(50, Duration.ofMillis(20));
        gateway.action("a").answer(Outcome.retry("503"));
        gateway.faults.fail("settle", 1_000, Faults.Kind.NOT_DONE);
        gateway.start("p", 1).appendBody(LETTERS);
        eventually(() -> assertThat(gateway.status().parked()).containsEntry("a", 3L));
        gateway.stop();
        gateway.faults.mend();
    }

    private List<String> payloads() {
        return gateway.action("a").attempts().stream()
                .map(it -> new String(it.payload(), UTF_8))
                .toList();
    }

    private Set<String> ids() {
        return gateway.action("a").attempts().stream()
                .map(it -> it.id().toString())
                .collect(Collectors.toSet());
    }

    private Set<String> idsOf(String payload) {
        return gateway.action("a").attempts().stream()
                .filter(it -> new String(it.payload(), UTF_8).equals(payload))
                .map(Delivery::id)
                .map(Object::toString)
                .collect(Collectors.toSet());
    }
}
