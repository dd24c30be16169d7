package io.tidegate.ingress;

import static io.tidegate.ingress.Door.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.Futures;
import io.tidegate.testing.RawHttp;
import io.tidegate.testing.TlsServer;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Senders that want to see an address of theirs fetched before they send events. */
class VisitedHandshakeTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String TOKEN = "X-Token: a-shared-token";

    private TlsServer server;

    @BeforeEach
    void listen() {
        server = new TlsServer(VERTX);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @AfterAll
    static void closeVertx() {
        Futures.await(VERTX.close());
    }

    private RealDoor.Plan plan() {
        String provider =
                """
                verify: { scheme: token, header: X-Token }
                handshake:
                  - when: { "json:/confirm": "*" }
                    visit: { url: json:/confirm, pin: "%s[a-z]*" }
                    respond: { status: 200, contentType: text/plain, body: welcome }
                """
                        .formatted(server.url("/"));
        return RealDoor.Plan.of(provider, "a-shared-token");
    }

    private RealDoor door() {
        return new RealDoor(VERTX, plan());
    }

    private static String question(String url) {
        return RealDoor.post("{\"confirm\":\"%s\"}".formatted(url), TOKEN);
    }

    private static long visits(RealDoor door, String outcome) {
        return door.count("tidegate.fetches", "purpose", "visit", "outcome", outcome);
    }

    @Test
    void answerComesOnceTheAddressWasVisited() {
        server.hold("/yes");
        try (RealDoor door = door();
                RawHttp sender = door.connect()) {
            sender.send(question(server.url("/yes")));
            soon().until(() -> server.asked().size() == 1);
            assertThat(sender.isSilent()).isTrue();
            server.release("/yes", "seen");
            var answer = sender.read();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("welcome");
            assertThat(server.asked()).containsExactly(new TlsServer.Asked("GET", "/yes", "", ""));
            assertThat(visits(door, "fetched")).isEqualTo(1);
            assertThat(door.count("tidegate.requests", "outcome", "handshake")).isEqualTo(1);
        }
    }

    @Test
    void senderAsksAgainWhereTheVisitFailed() {
        server.fail("/yes", 500);
        try (RealDoor door = door()) {
            var answer = door.ask(question(server.url("/yes")));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("TG-VISIT-FAILED").doesNotContain("welcome");
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(door.count("tidegate.refusals", "reason", "visit_failed")).isEqualTo(1);
            server.serve("/yes", "seen");
            assertThat(door.ask(question(server.url("/yes"))).status()).isEqualTo(200);
        }
    }

    @Test
    void redirectIsNoVisit() {
        server.redirect("/yes", server.url("/there"));
        server.serve("/there", "seen");
        try (RealDoor door = door()) {
            assertThat(door.ask(question(server.url("/yes"))).status()).isEqualTo(503);
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void addressOfSomebodyElseIsNotVisited() {
        try (RealDoor door = door()) {
            assertThat(door.ask(question("https://elsewhere.test/yes")).status()).isEqualTo(401);
            assertThat(door.ask(question(server.url("/yes?a=b"))).status()).isEqualTo(401);
            assertThat(door.count("tidegate.fetches")).isZero();
        }
    }

    @Test
    void addressInsideOurOwnNetworkIsNotVisited() {
        server.serve("/yes", "seen");
        var plan = plan().reaching(Reach.to(PublicAddress::isPublic));
        try (RealDoor door = new RealDoor(VERTX, plan)) {
            assertThat(door.ask(question(server.url("/yes"))).status()).isEqualTo(503);
            assertThat(visits(door, "forbidden")).isEqualTo(1);
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void questionThatIsNotGenuineCausesNoVisit() {
        server.serve("/yes", "seen");
        try (RealDoor door = door()) {
            String forged = question(server.url("/yes")).replace("a-shared", "no-share");
            assertThat(door.ask(forged).status()).isEqualTo(401);
            assertThat(server.asked()).isEmpty();
        }
    }
}
