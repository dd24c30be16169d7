package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.CheckCommand;
import io.tidegate.event.Headers;
import io.tidegate.testing.KeyTexts;
import io.tidegate.testing.RecordingSink;
import io.tidegate.testing.RedisServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The recipes, each run with a signed request of its sender against a server that it calls. */
class RecipesTest {

    @RegisterExtension static final RedisServer REDIS = new RedisServer();

    private static final String SECRET = "recipes-test-secret-0123456789";

    private final RecordingSink server = new RecordingSink();

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Path> recipes() throws IOException {
        try (var files = Files.list(Path.of("config", "recipes"))) {
            return files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyRecipePassesTheCheck(Path recipe) {
        // Given
        var out = new StringWriter();
        var command = new CommandLine(new CheckCommand(environment()));
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        // When
        int exit = command.execute("--config", recipe.toString());
        // Then
        assertThat(exit).as(out.toString()).isZero();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyRecipeTellsItsReaderWhichVariablesItNeeds(Path recipe) throws IOException {
        // Given
        String text = Files.readString(recipe);
        String head = text.substring(0, text.indexOf("\npublic:"));
        // Then
        assertThat(head).startsWith("# yaml-language-server: $schema=../tidegate.schema.json\n");
        java.util.regex.Pattern.compile("\\$\\{([A-Z_]+)}")
                .matcher(text)
                .results()
                .forEach(variable -> assertThat(head).contains(variable.group(1)));
    }

    @Test
    void mergeOnGithubStartsTheWorkflowAndTheJob() {
        try (var run = new RecipeRun("github-merge-starts-ci", environment())) {
            // When one pull request is closed and another is merged
            run.send("github", SECRET, github("pull_request"), pullRequest(6, false));
            var answer = run.send("github", SECRET, github("pull_request"), pullRequest(7, true));
            // Then
            assertThat(answer.statusCode()).isEqualTo(202);
            eventually(2);
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
            var job = got("/jenkins/generic-webhook-trigger/invoke");
            assertThat(job.headers()).containsEntry("token", "job-token");
            assertThat(new JsonObject(job.body()))
                    .isEqualTo(
                            new JsonObject(
                                    "{\"ref\":\"main\",\"sha\":\"e5bd3914\",\"title\":\"Ship"
                                            + " it\"}"));
        }
    }

    @Test
    void paymentAtStripeStartsFulfilmentAndIsInTheLedger() {
        try (var run = new RecipeRun("stripe-payment-starts-fulfilment", environment())) {
            // When one checkout is not paid yet and another is
            run.send("stripe", SECRET, Headers.none(), checkout("evt_1", "unpaid"));
            var answer = run.send("stripe", SECRET, Headers.none(), checkout("evt_2", "paid"));
            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            eventually(1);
            var order = got("/fulfil");
            assertThat(order.headers()).containsKeys("webhook-id", "webhook-signature");
            assertThat(new JsonObject(order.body()))
                    .isEqualTo(
                            new JsonObject(
                                    """
                                    {"order":"order-12","session":"cs_evt_2","payment":"pi_1",
                                     "customer":"ada@example.com","amount":4200,"currency":"eur",
                                     "items":{"sku":"tide-table"}}"""));
            until("2", "XLEN", "payments");
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
                            push("{\"emailAddress\":\"ada@acme.test\",\"historyId\":9876}"));
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
    void taskOfLinearIsToldInTheChannel() {
        try (var run = new RecipeRun("linear-task-notifies-channel", environment())) {
            // When a task is created, renamed and finished
            var answer =
                    run.send("linear", SECRET, linear("1"), task("create", "New & <now>", "{}"));
            run.send(
                    "linear",
                    SECRET,
                    linear("2"),
                    task("update", "Renamed", "{\"title\":\"old\"}"));
            run.send("linear", SECRET, linear("3"), task("update", "Done", "{\"stateId\":\"s1\"}"));
            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            eventually(2);
            assertThat(server.received())
                    .extracting(it -> new JsonObject(it.body()).getString("text"))
                    .containsExactlyInAnyOrder(
                            ":new: <https://linear.app/T-7|T-7> New &amp; &lt;now&gt;",
                            ":white_check_mark: <https://linear.app/T-7|T-7> Done");
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

    @Test
    void releaseReachesEveryKindOfDestination() {
        String body =
                """
                {"action":"published", "repository":{"full_name":"acme/shop"},
                 "release":{"tag_name":"v2.0","html_url":"https://github.test/acme/shop/v2.0"}}""";
        try (var run = new RecipeRun("release-reaches-everybody", environment())) {
            // When
            run.send("github", SECRET, github("release"), body);
            // Then
            eventually(2);
            assertThat(new JsonObject(got("/slack").body()).getString("text"))
                    .isEqualTo(
                            ":rocket: acme/shop <https://github.test/acme/shop/v2.0|v2.0> is out");
            assertThat(got("/website").body()).isEqualTo(body);
            until("1", "XLEN", "releases");
            assertThat(REDIS.command("XRANGE", "releases", "-", "+")).contains(body);
        }
    }

    private Map<String, String> environment() {
        String url = server.url().substring(0, server.url().length() - 1);
        return Map.ofEntries(
                Map.entry("GITHUB_WEBHOOK_SECRET", SECRET),
                Map.entry("GITHUB_API", url),
                Map.entry("GITHUB_TOKEN", "github-token"),
                Map.entry("DEPLOY_REPOSITORY", "acme/deploy"),
                Map.entry("JENKINS_URL", url + "/jenkins"),
                Map.entry("JENKINS_JOB_TOKEN", "job-token"),
                Map.entry("STRIPE_WEBHOOK_SECRET", SECRET),
                Map.entry("FULFILMENT_URL", url + "/fulfil"),
                Map.entry("FULFILMENT_SECRET", SECRET),
                Map.entry("LEDGER_REDIS", REDIS.uri()),
                Map.entry("CALENDLY_SIGNING_KEY", SECRET),
                Map.entry("HUBSPOT_API", url),
                Map.entry("HUBSPOT_TOKEN", "hubspot-token"),
                Map.entry("PUSH_SERVICE_ACCOUNT", "push@acme.iam.gserviceaccount.com"),
                Map.entry("PUSH_AUDIENCE", "https://hooks.acme.test/in/gmail"),
                Map.entry("TODOIST_API", url),
                Map.entry("TODOIST_TOKEN", "todoist-token"),
                Map.entry("LINEAR_WEBHOOK_SECRET", SECRET),
                Map.entry("SLACK_WEBHOOK_URL", url + "/slack"),
                Map.entry("SLACK_SIGNING_SECRET", SECRET),
                Map.entry("WORKER_URL", url + "/deploy"),
                Map.entry("WORKER_SECRET", SECRET),
                Map.entry("WEBSITE_URL", url + "/website"),
                Map.entry("WEBSITE_SECRET", SECRET),
                Map.entry("SHARED_REDIS", REDIS.uri()));
    }

    private static Headers github(String type) {
        return Headers.of("X-GitHub-Event", type, "Content-Type", "application/json");
    }

    private static String pullRequest(int number, boolean isMerged) {
        return """
        {"action":"closed","repository":{"full_name":"acme/shop","default_branch":"main"},
         "pull_request":{"number":%d,"merged":%s,"title":"Ship it","merge_commit_sha":"e5bd3914",
         "base":{"ref":"main"}}}"""
                .formatted(number, isMerged);
    }

    private static String checkout(String id, String status) {
        return """
        {"id":"%1$s","type":"checkout.session.completed","data":{"object":{"id":"cs_%1$s",
         "client_reference_id":"order-12","payment_intent":"pi_1","payment_status":"%2$s",
         "customer_details":{"email":"ada@example.com"},"amount_total":4200,"currency":"eur",
         "metadata":{"sku":"tide-table"}}}}"""
                .formatted(id, status);
    }

    private static String push(String data) {
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        return "{\"message\":{\"data\":\"%s\",\"messageId\":\"m1\"},\"subscription\":\"s\"}"
                .formatted(Base64.getEncoder().encodeToString(bytes));
    }

    private static Headers linear(String delivery) {
        return Headers.of("Linear-Delivery", delivery, "Linear-Event", "Issue");
    }

    private static String task(String action, String title, String before) {
        return """
        {"action":"%s","type":"Issue","url":"https://linear.app/T-7","updatedFrom":%s,
         "data":{"identifier":"T-7","title":"%s","state":{"type":"completed"}},
         "webhookTimestamp":%d}"""
                .formatted(action, before, title, System.currentTimeMillis());
    }

    private RecordingSink.Received got(String path) {
        List<RecordingSink.Received> there =
                server.received().stream().filter(it -> it.path().equals(path)).toList();
        assertThat(there).as(path).hasSize(1);
        return there.get(0);
    }

    private void eventually(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(server.received()).hasSize(count));
    }

    private static void until(String reply, String... command) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(REDIS.command(command)).isEqualTo(reply));
    }
}
