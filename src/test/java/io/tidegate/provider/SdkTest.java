package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.slack.api.app_backend.SlackSignature;
import com.stripe.net.Webhook;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Verdict;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The providers' own SDKs sign what we accept, and accept what we sign. */
class SdkTest {

    private static final URI TO = URI.create("https://gateway.example/in/x");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String TEXT = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final String BODY = "{\"id\":\"evt_1\",\"type\":\"tide.turned\",\"ü\":\"🌊\"}";

    @Test
    void stripeSdkSignsWhatWeAccept() throws Exception {
        long time = NOW.getEpochSecond();
        String signature = Webhook.Util.computeHmacSha256(TEXT, time + "." + BODY);
        var request = request("Stripe-Signature", "t=" + time + ",v1=" + signature);

        assertThat(Recorded.source("stripe", TEXT).verify(request))
                .isEqualTo(new Verdict.Genuine("evt_1", "tide.turned"));
    }

    @Test
    void stripeSdkAcceptsWhatWeSign() throws Exception {
        var request = sample("stripe", TEXT);
        String header = request.headers().first("Stripe-Signature").orElseThrow();
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);

        assertThat(Webhook.Signature.verifyHeader(body(request), header, TEXT, 300, clock))
                .isTrue();
    }

    @Test
    void slackSdkSignsWhatWeAccept() {
        String time = Long.toString(NOW.getEpochSecond());
        String signature = new SlackSignature.Generator(TEXT).generate(time, BODY);
        var request = request("X-Slack-Request-Timestamp", time, "X-Slack-Signature", signature);

        assertThat(Recorded.source("slack", TEXT).verify(request))
                .isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void slackSdkAcceptsWhatWeSign() {
        var request = sample("slack", TEXT);
        var verifier = new SlackSignature.Verifier(new SlackSignature.Generator(TEXT));

        boolean isValid =
                verifier.isValid(
                        request.headers().first("X-Slack-Request-Timestamp").orElseThrow(),
                        body(request),
                        request.headers().first("X-Slack-Signature").orElseThrow(),
                        NOW.toEpochMilli());

        assertThat(isValid).isTrue();
    }

    @Test
    void standardWebhooksSdkSignsWhatWeAccept() throws Exception {
        long time = NOW.getEpochSecond();
        String signature = new com.standardwebhooks.Webhook(WHSEC).sign("msg_1", time, BODY);
        var request = standard("webhook-", "msg_1", time, signature);

        assertThat(Recorded.source("standard-webhooks", WHSEC).verify(request))
                .isEqualTo(new Verdict.Genuine("msg_1", "tide.turned"));
        assertThat(Recorded.source("svix", WHSEC).verify(request))
                .isEqualTo(new Verdict.Genuine("msg_1", "tide.turned"));
    }

    @Test
    void standardWebhooksSdkAcceptsWhatWeSignForItAndForGitlab() {
        for (String provider : List.of("standard-webhooks", "gitlab")) {
            // The SDK has no clock to set: the only test that asks what time it is.
            var request = sample(provider, WHSEC, Instant.now());

            assertThatCode(
                            () ->
                                    new com.standardwebhooks.Webhook(WHSEC)
                                            .verify(body(request), multiMap(request)))
                    .as(provider)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void svixSdkSignsWhatWeAccept() throws Exception {
        long time = NOW.getEpochSecond();
        String signature = new com.svix.Webhook(WHSEC).sign("msg_2", time, BODY);

        for (String names : List.of("svix-", "webhook-")) {
            var request = standard(names, "msg_2", time, signature);
            assertThat(Recorded.source("svix", WHSEC).verify(request))
                    .isEqualTo(new Verdict.Genuine("msg_2", "tide.turned"));
        }
    }

    @Test
    void svixSdkAcceptsWhatWeSign() {
        var request = sample("svix", WHSEC, Instant.now());

        assertThatCode(() -> new com.svix.Webhook(WHSEC).verify(body(request), multiMap(request)))
                .doesNotThrowAnyException();
    }

    private static InboundRequest sample(String provider, String secret) {
        return sample(provider, secret, NOW);
    }

    private static InboundRequest sample(String provider, String secret, Instant now) {
        return Recorded.CATALOGUE.find(provider).orElseThrow().sample(secret, TO, now, "msg_3");
    }

    private static InboundRequest standard(String names, String id, long time, String signature) {
        String timestamp = Long.toString(time);
        return request(
                names + "id", id, names + "timestamp", timestamp, names + "signature", signature);
    }

    private static InboundRequest request(String... headers) {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        return new InboundRequest("POST", "/in/x", Headers.of(headers), body, NOW);
    }

    private static String body(InboundRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> multiMap(InboundRequest request) {
        var headers = new HashMap<String, List<String>>();
        request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return headers;
    }
}
