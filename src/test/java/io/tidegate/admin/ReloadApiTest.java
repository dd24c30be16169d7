package io.tidegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.Futures;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What operators see of changes of the configuration while running. */
class ReloadApiTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String FINDING = "tidegate.yaml:3: public.port: needs a restart";

    @AfterAll
    static void closeVertx() {
        Futures.await(VERTX.close());
    }

    @Test
    void tellsWhatRunsSinceWhen() throws IOException {
        try (var admin = new AdminPort(VERTX, "")) {
            assertThat(admin.json("/api/v1/config"))
                    .isEqualTo(
                            new JsonObject()
                                    .put("current", true)
                                    .put("appliedAt", FakeChanges.SINCE.toString())
                                    .put("findings", new JsonArray()));
        }
    }

    @Test
    void configurationThatIsKeptOutIsShownWithItsFindingsAndTheGatewayStaysReady()
            throws IOException {
        try (var admin = new AdminPort(VERTX, "")) {
            // Given
            admin.changes.find(FINDING);
            // When
            var answer = admin.send("POST", "/api/v1/config/reload");
            // Then
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(new JsonObject(answer.body()))
                    .contains(Map.entry("code", "TG-CONFIG"), Map.entry("detail", FINDING));
            assertThat(admin.json("/api/v1/config").getJsonArray("findings"))
                    .containsExactly(FINDING);
            assertThat(admin.json("/health/ready").getString("config")).isEqualTo("kept out");
            admin.changes.find();
            assertThat(AdminPort.json(admin.send("POST", "/api/v1/config/reload")))
                    .contains(Map.entry("current", true));
        }
    }

    @Test
    void reloadNeedsTheWriteToken() throws IOException {
        try (var admin = new AdminPort(VERTX, "reader", "writer")) {
            String path = "/api/v1/config/reload";
            assertThat(admin.send("POST", path, "Authorization", "Bearer reader").statusCode())
                    .isEqualTo(403);
            assertThat(admin.send("POST", path, "Authorization", "Bearer writer").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void everyAnswerIsByTheConfigurationThatWasTakenOver() throws IOException {
        try (var admin = new AdminPort(VERTX, "old")) {
            // When
            admin.adopt(
                    """
                    admin: { port: 0, token: new }
                    sources: { other: { verify: none } }
                    destinations: { lake: { log: {} }, pull: { queue: {} } }
                    routes: { all: { from: [other], to: [lake] } }
                    """);
            // Then
            String[] now = {"Authorization", "Bearer new"};
            assertThat(admin.get("/api/v1/sources", "Authorization", "Bearer old").statusCode())
                    .isEqualTo(401);
            assertThat(admin.get("/api/v1/sources", now).body()).contains("/in/other");
            assertThat(admin.get("/api/v1/routes", now).body()).contains("\"all\"");
            assertThat(admin.get("/api/v1/destinations", now).body())
                    .contains("lake", "pull")
                    .doesNotContain("console");
            assertThat(admin.send("POST", "/api/v1/queues/pull/lease", now).statusCode())
                    .isEqualTo(200);
            assertThat(admin.send("POST", "/api/v1/queues/jobs/lease", now).statusCode())
                    .isEqualTo(404);
            assertThat(admin.get("/metrics", now).body())
                    .contains("tidegate_parked{destination=\"lake\"}");
        }
    }
}
