package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Headers;
import io.tidegate.testing.KeyTexts;
import io.tidegate.testing.RecordingSink;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The recipes, each run with a signed request of its sender against a server that it calls. */
class RecipesTest {

    private static final String SECRET = RecipeVariables.SECRET;

    private final RecordingSink server = new RecordingSink();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void mergeOnGithubStartsEveryServerOfBuilds() {
        try (var run = new RecipeRun("github-merge-starts-ci", environment())) {
            // When one pull request is closed and another is merged
            run.send(
                    "github",
                    SECRET,
                    RecipeRequests.github("pull_request"),
                    RecipeRequests.pullRequest(6, false));
            var answer =
                    run.send(
                            "github",
                            SECRET,
                            RecipeRequests.github("pull_request"),
                            RecipeRequests.pullRequest(7, true));
            // Then
            assertThat(answer.statusCode()).isEqualTo(202);
            eventually(3);
            var dispatch = got("/repos/acme/deploy/dispatches");
            assertThat(dispatch.headers())
                    .containsEntry("authorization", "Bearer github-token")
                    .containsEntry("accept", "application/vnd.github+json");
            assertThat(new JsonObject(dispatch.body()))
                    .isEqualTo(
                            new JsonObject(
                                    """
                                    {"event_type":"merged","client_payload":{
                                     "repository":"acme/shop","number":7,"title":"Ship it",
                                     "ref":"main","sha":"e5bd3914"}}"""));
            var commit =
                    new JsonObject("{\"ref\":\"main\",\"sha\":\"e5bd3914\",\"title\":\"Ship it\"}");
            var job = got("/jenkins/generic-webhook-trigger/invoke");
            assertThat(job.headers()).containsEntry("token", "job-token");
            assertThat(new JsonObject(job.body())).isEqualTo(commit);
            var build = got("/ci/projects/shop/builds");
            assertThat(build.headers())
                    .containsEntry("authorization", "Bearer ci-token")
                    .containsKey("webhook-id");
            assertThat(new JsonObject(build.body())).isEqualTo(commit);
        }
    }

    @Test
    void bookingAtCalendlyUpdatesTheContact() {
        try (var run = new RecipeRun("calendly-booking-updates-crm", environment())) {
            // When
            var answer =
                    run.send(
                            "calendly",
                            SECRET,
                            Headers.none(),
                            """
                            {"created_at":"2026-11-23T12:00:00.000000Z","event":"invitee.created",
                             "payload":{"email":"Ada@Example.com","name":"Ada Lovelace",
                             "first_name":null,"last_name":null,"rescheduled":false,
                             "uri":"https://api.calendly.com/scheduled_events/GB/invitees/A"}}""");
            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            eventually(1);
            var upsert = got("/crm/v3/objects/contacts/batch/upsert");
            assertThat(upsert.headers()).containsEntry("authorization", "Bearer hubspot-token");
            assertThat(new JsonObject(upsert.body()))
                    .isEqualTo(
                            new JsonObject(
                                    """
                                    {"inputs":[{"idProperty":"email","id":"ada@example.com",
                                     "properties":{"email":"ada@example.com","firstname":"Ada Lovelace",
                                     "lastname":"","lifecyclestage":"opportunity",
                                     "hs_lead_status":"CONNECTED"}}]}"""));
        }
    }

    @Test
    void mailAtGmailBecomesATask() throws GeneralSecurityException {
        // Given
        var parameters = new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
        var pair = KeyTexts.pair("RSA", parameters);
        String google = KeyTexts.pem(pair);
        try (var run = new RecipeRun("gmail-message-creates-task", environment())) {
            run.with("serviceAccount", "push@acme.iam.gserviceaccount.com")
                    .with("audience", "https://hooks.acme.test/in/gmail")
                    .publish("gmail", google, KeyTexts.jwks(pair));
            // When
            var answer =
                    run.send(
                            "gmail",
                            google,
                            Headers.of("Content-Type", "application/json"),
                            RecipeRequests.push(
                                    "{\"emailAddress\":\"ada@acme.test\",\"historyId\":9876}"));
            // Then
            assertThat(answer.statusCode()).isEqualTo(204);
            eventually(1);
            var task = got("/api/v1/tasks");
            assertThat(task.headers()).containsEntry("authorization", "Bearer todoist-token");
            assertThat(new JsonObject(task.body()).getString("content"))
                    .isEqualTo("New mail for ada@acme.test");
            assertThat(new JsonObject(task.body()).getString("description"))
                    .endsWith("/u/ada@acme.test/#inbox (history 9876)");
        }
    }

    @Test
    void taskOfLinearIsToldInTheChannelAndStartsTheWorkflow() {
        try (var run = new RecipeRun("linear-task-starts-workflow", environment())) {
            // When a task is created, renamed and finished
            var answer =
                    run.send(
                            "linear",
                            SECRET,
                            RecipeRequests.linear("1"),
                            RecipeRequests.task("create", "New & <now>", "{}"));
            run.send(
                    "linear",
                    SECRET,
                    RecipeRequests.linear("2"),
                    RecipeRequests.task("update", "Renamed", "{\"title\":\"old\"}"));
            run.send(
                    "linear",
                    SECRET,
                    RecipeRequests.linear("3"),
                    RecipeRequests.task("update", "Done", "{\"stateId\":\"s1\"}"));

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            eventually(3);
            assertThat(server.receivedAt("/slack"))
                    .extracting(it -> new JsonObject(it.body()).getString("text"))
                    .containsExactlyInAnyOrder(
                            ":new: <https://linear.app/T-7|T-7> New &amp; &lt;now&gt;",
                            ":white_check_mark: <https://linear.app/T-7|T-7> Done");

            // And the new task came through the source of our own
            var started = got("/workflow");
            assertThat(started.headers())
                    .containsEntry("tidegate-source", "work")
                    .containsEntry("tidegate-type", "task.created")
                    .containsKey("webhook-signature");
            assertThat(new JsonObject(started.body()))
                    .isEqualTo(
                            new JsonObject(
                                    """
                                    {"start":"task","input":{"task":"T-7","title":"New & <now>",
                                     "url":"https://linear.app/T-7"}}"""));
        }
    }

    @Test
    void commandInSlackIsAnsweredWhileItsWorkerIsDown() {
        try (var run = new RecipeRun("slack-command-answered-in-time", environment())) {
            // Given
            server.setUp(false);
            // When
            var answer =
                    run.send(
                            "slack-commands",
                            SECRET,
                            Headers.of("Content-Type", "application/x-www-form-urlencoded"),
                            "command=%2Fdeploy&text=shop+to+production&user_id=U1&channel_id=C1"
                                    + "&response_url=https%3A%2F%2Fhooks.slack.test%2F1&trigger_id=9");
            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(new JsonObject(answer.body()).getString("response_type"))
                    .isEqualTo("ephemeral");
            server.setUp(true);
            eventually(1);
            assertThat(new JsonObject(got("/deploy").body()))
                    .isEqualTo(
                            new JsonObject(
                                    """
                                    {"what":"shop to production","who":"U1","channel":"C1",
                                     "answerTo":"https://hooks.slack.test/1"}"""));
        }
    }

    private Map<String, String> environment() {
        return RecipeVariables.of(
                server.url().replaceAll("/$", ""),
                "redis://127.0.0.1:9",
                "127.0.0.1:9",
                Path.of("none"));
    }

    private RecordingSink.Received got(String path) {
        var there = server.receivedAt(path);
        assertThat(there).as(path).hasSize(1);
        return there.get(0);
    }

    private void eventually(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(server.received()).hasSize(count));
    }
}
