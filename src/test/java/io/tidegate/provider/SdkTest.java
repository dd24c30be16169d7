package io.tidegate.provider;

import static io.tidegate.provider.Sdk.body;
import static io.tidegate.provider.Sdk.header;
import static io.tidegate.provider.Sdk.with;
import static io.tidegate.provider.Sdk.without;

import com.slack.api.app_backend.SlackSignature;
import com.stripe.net.Webhook;
import io.tidegate.event.InboundRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The SDKs whose way to sign many providers have taken over. */
class SdkTest extends SdkContract {

    private static final String WORD = SdkKeys.WORDS.known();
    private static final String WHSEC = SdkKeys.WHSEC.known();
    private static final SlackSignature.Generator SLACK = new SlackSignature.Generator(WORD);

    @Override
    Stream<Sdk> sdks() {
        return Stream.of(
                Sdk.of("slack", SdkKeys.WORDS, SdkTest::slackAccepts).signing(SdkTest::slackSigns),
                Sdk.of("stripe", SdkKeys.WORDS, SdkTest::stripeAccepts)
                        .signing(SdkTest::stripeSigns),
                Sdk.of("standard-webhooks", SdkKeys.WHSEC, SdkTest::standardWebhooksAccepts)
                        .signing(it -> standardWebhooksSigns("webhook-", it))
                        .askingTheClock(),
                Sdk.of("gitlab", SdkKeys.WHSEC, SdkTest::standardWebhooksAccepts)
                        .signing(it -> standardWebhooksSigns("webhook-", it))
                        .askingTheClock(),
                Sdk.of("svix", SdkKeys.WHSEC, SdkTest::svixAccepts)
                        .signing(it -> svixSigns("svix-", it))
                        .askingTheClock(),
                Sdk.of("svix", SdkKeys.WHSEC, SdkTest::svixAccepts)
                        .signing(it -> svixSigns("webhook-", withoutSvixNames(it)))
                        .askingTheClock());
    }

    private static boolean slackAccepts(InboundRequest request) {
        return new SlackSignature.Verifier(SLACK)
                .isValid(
                        header(request, "X-Slack-Request-Timestamp"),
                        body(request),
                        header(request, "X-Slack-Signature"),
                        request.receivedAt().toEpochMilli());
    }

    private static InboundRequest slackSigns(InboundRequest request) {
        String time = header(request, "X-Slack-Request-Timestamp");
        return with(request, "X-Slack-Signature", SLACK.generate(time, body(request)));
    }

    private static boolean stripeAccepts(InboundRequest request) throws Exception {
        var clock = Clock.fixed(request.receivedAt(), ZoneOffset.UTC);
        String signature = header(request, "Stripe-Signature");
        return Webhook.Signature.verifyHeader(body(request), signature, WORD, 300, clock);
    }

    private static InboundRequest stripeSigns(InboundRequest request) throws Exception {
        long time = request.receivedAt().getEpochSecond();
        String signature = Webhook.Util.computeHmacSha256(WORD, time + "." + body(request));
        return with(request, "Stripe-Signature", "t=" + time + ",v1=" + signature);
    }

    private static boolean standardWebhooksAccepts(InboundRequest request) throws Exception {
        new com.standardwebhooks.Webhook(WHSEC).verify(body(request), lists(request));
        return true;
    }

    private static InboundRequest standardWebhooksSigns(String names, InboundRequest request)
            throws Exception {
        String signature =
                new com.standardwebhooks.Webhook(WHSEC)
                        .sign("msg_1", seconds(request), body(request));
        return standard(names, request, signature);
    }

    private static boolean svixAccepts(InboundRequest request) throws Exception {
        new com.svix.Webhook(WHSEC).verify(body(request), lists(request));
        return true;
    }

    private static InboundRequest svixSigns(String names, InboundRequest request) throws Exception {
        String signature =
                new com.svix.Webhook(WHSEC).sign("msg_1", seconds(request), body(request));
        return standard(names, request, signature);
    }

    private static InboundRequest standard(String names, InboundRequest request, String signature) {
        InboundRequest named = with(request, names + "id", "msg_1");
        InboundRequest timed = with(named, names + "timestamp", seconds(request) + "");
        return with(timed, names + "signature", signature);
    }

    private static InboundRequest withoutSvixNames(InboundRequest request) {
        return without(without(without(request, "svix-id"), "svix-timestamp"), "svix-signature");
    }

    private static long seconds(InboundRequest request) {
        return request.receivedAt().getEpochSecond();
    }

    private static Map<String, List<String>> lists(InboundRequest request) {
        var headers = new HashMap<String, List<String>>();
        request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return headers;
    }
}
