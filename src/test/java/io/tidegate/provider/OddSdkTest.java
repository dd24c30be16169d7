package io.tidegate.provider;

import static io.tidegate.provider.Sdk.body;
import static io.tidegate.provider.Sdk.header;
import static io.tidegate.provider.Sdk.with;
import static io.tidegate.provider.Sdk.withBody;
import static org.assertj.core.api.Assertions.assertThat;

import com.adyen.model.notification.NotificationRequestItem;
import com.adyen.notification.WebhookHandler;
import com.adyen.util.HMACValidator;
import com.braintreegateway.Configuration;
import com.braintreegateway.Environment;
import com.braintreegateway.WebhookNotification;
import com.braintreegateway.WebhookNotificationGateway;
import com.braintreegateway.WebhookTestingGateway;
import com.plivo.api.util.Utils;
import com.truelayer.signing.Signer;
import com.truelayer.signing.Verifier;
import com.twilio.security.RequestValidator;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Verdict;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SDKs of those who sign like nobody else. */
class OddSdkTest extends SdkContract {

    private static final String WORD = SdkKeys.WORDS.known();
    private static final String HEX = SdkKeys.HEX.known();
    private static final KeyPair EC = SdkKeys.pair("EC", new ECGenParameterSpec("secp521r1"));
    private static final KeyPair OTHER_EC = SdkKeys.pair("EC", new ECGenParameterSpec("secp521r1"));
    private static final Configuration BRAINTREE_KEYS =
            new Configuration(Environment.SANDBOX, "tide", "9ftmwjbfk5vbrbqs", WORD);

    private static final Sdk ADYEN =
            Sdk.of("adyen", SdkKeys.HEX, OddSdkTest::adyenAccepts).signing(OddSdkTest::adyenSigns);
    private static final Sdk BRAINTREE =
            Sdk.of("braintree", SdkKeys.WORDS, OddSdkTest::braintreeAccepts)
                    .signing(OddSdkTest::braintreeSigns);
    private static final Sdk PLIVO =
            Sdk.of("plivo", SdkKeys.WORDS, OddSdkTest::plivoAccepts)
                    .signing(OddSdkTest::plivoSigns);
    private static final Sdk TRUELAYER =
            Sdk.of("truelayer", SdkKeys.of(EC, OTHER_EC), OddSdkTest::trueLayerAccepts)
                    .signing(OddSdkTest::trueLayerSigns);
    private static final Sdk TWILIO = Sdk.of("twilio", SdkKeys.WORDS, OddSdkTest::twilioAccepts);
    private static final Sdk TWILIO_JSON =
            Sdk.of("twilio", SdkKeys.WORDS, OddSdkTest::twilioAcceptsJson);

    @Override
    Stream<Sdk> sdks() {
        return Stream.of(ADYEN, BRAINTREE, PLIVO, TRUELAYER, TWILIO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\",\"success\":\"false\"", "\"false\",\"success\":\"true\""})
    void weBelieveNoAdyenItemThatSaysTwoThings(String both) {
        String body = body(ADYEN.sample()).replace("\"success\":\"true\"", "\"success\":" + both);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertThat(ADYEN.isAcceptedByUs(withBody(ADYEN.sample(), bytes))).isFalse();
    }

    @Test
    void weAnswerBraintreesQuestionAsItsSdkDoes() {
        String challenge = "20f9f8ed05f77439fe955c977e4c8a53";

        Verdict verdict = BRAINTREE.ourVerdict(get("/in/x?bt_challenge=" + challenge));

        assertThat(verdict).isInstanceOf(Verdict.Handshake.class);
        assertThat(((Verdict.Handshake) verdict).reply().body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(new WebhookNotificationGateway(BRAINTREE_KEYS).verify(challenge));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/in/x?b=2&a=1", "/in/x?b=2&a=", "/in/x?name=J%C3%BCrgen+B"})
    void plivoAndTwilioSdksAcceptTheGetsThatWeSign(String target) {
        for (Sdk sdk : List.of(PLIVO, TWILIO)) {
            InboundRequest request = sdk.signedAgain(get(target));
            assertThat(sdk.isAcceptedByUs(request)).as("%s", sdk).isTrue();
            assertThat(sdk.isAcceptedByIt(request)).as("%s", sdk).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"ü\":\"🌊\"}"})
    void twilioSdkAcceptsTheJsonThatWeSignAndNoOther(String json) {
        String target = "/in/x?bodySHA256=" + DigestUtils.sha256Hex(json);
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        InboundRequest request = TWILIO_JSON.signedAgain(request("POST", target, body));

        InboundRequest other = withBody(request, new byte[] {'[', ']'});

        assertThat(TWILIO_JSON.isAcceptedByUs(request)).isTrue();
        assertThat(TWILIO_JSON.isAcceptedByIt(request)).isTrue();
        assertThat(TWILIO_JSON.isAcceptedByUs(other)).isFalse();
        assertThat(TWILIO_JSON.isAcceptedByIt(other)).isFalse();
    }

    private static boolean adyenAccepts(InboundRequest request) throws Exception {
        for (NotificationRequestItem item : adyenItems(request)) {
            if (!new HMACValidator().validateHMAC(item, HEX)) {
                return false;
            }
        }
        return true;
    }

    private static InboundRequest adyenSigns(InboundRequest request) throws Exception {
        String body = body(request);
        for (NotificationRequestItem item : adyenItems(request)) {
            body =
                    body.replace(
                            item.getAdditionalData().get("hmacSignature"),
                            new HMACValidator().calculateHMAC(item, HEX));
        }
        return withBody(request, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The date is not signed, and the SDK stumbles over one that is none. */
    private static List<NotificationRequestItem> adyenItems(InboundRequest request)
            throws IOException {
        String undated = body(request).replaceFirst("\"eventDate\":\"[^\"]*\",", "");
        return new WebhookHandler().handleNotificationJson(undated).getNotificationItems();
    }

    private static boolean braintreeAccepts(InboundRequest request) {
        var form = form(request);
        new WebhookNotificationGateway(BRAINTREE_KEYS)
                .parse(form.get("bt_signature"), form.get("bt_payload"));
        return true;
    }

    private static InboundRequest braintreeSigns(InboundRequest request) {
        String form =
                new WebhookTestingGateway(BRAINTREE_KEYS)
                                .sampleNotification(WebhookNotification.Kind.DISPUTE_OPENED, "tide")
                                .entrySet()
                                .stream()
                                .map(
                                        it ->
                                                it.getKey()
                                                        + "="
                                                        + URLEncoder.encode(
                                                                it.getValue(),
                                                                StandardCharsets.UTF_8))
                                .reduce((a, b) -> a + "&" + b)
                                .orElseThrow();
        return withBody(request, form.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean plivoAccepts(InboundRequest request) throws Exception {
        return List.of(header(request, "X-Plivo-Signature-V3").split(","))
                .contains(plivoSignature(request));
    }

    private static InboundRequest plivoSigns(InboundRequest request) throws Exception {
        return with(request, "X-Plivo-Signature-V3", plivoSignature(request));
    }

    private static String plivoSignature(InboundRequest request) throws Exception {
        return Utils.computeSignatureV3(
                url(request),
                header(request, "X-Plivo-Signature-V3-Nonce"),
                WORD,
                request.method(),
                form(request));
    }

    private static boolean trueLayerAccepts(InboundRequest request) {
        Verifier.from((ECPublicKey) EC.getPublic())
                .method(request.method())
                .path(request.path())
                .headers(Sdk.headers(request))
                .body(request.body())
                .verify(header(request, "Tl-Signature"));
        return true;
    }

    private static InboundRequest trueLayerSigns(InboundRequest request) {
        String signature =
                Signer.from("tide", (ECPrivateKey) EC.getPrivate())
                        .method(request.method())
                        .path(request.path())
                        .header("X-Tl-Webhook-Timestamp", header(request, "X-Tl-Webhook-Timestamp"))
                        .body(request.body())
                        .sign();
        return with(request, "Tl-Signature", signature);
    }

    private static boolean twilioAccepts(InboundRequest request) {
        return new RequestValidator(WORD)
                .validate(url(request), form(request), header(request, "X-Twilio-Signature"));
    }

    private static boolean twilioAcceptsJson(InboundRequest request) {
        var sdk = new RequestValidator(WORD);
        return sdk.validate(url(request), Map.of(), header(request, "X-Twilio-Signature"))
                && sdk.validateBody(body(request), request.query().split("=", 2)[1]);
    }

    private static InboundRequest get(String target) {
        return request("GET", target, new byte[0]);
    }

    private static InboundRequest request(String method, String target, byte[] body) {
        var headers =
                Headers.of("Host", Sdk.TO.getAuthority(), "X-Plivo-Signature-V3-Nonce", "0542956");
        return new InboundRequest(method, target, headers, body, Instant.EPOCH);
    }

    private static String url(InboundRequest request) {
        return Sdk.TO.resolve(request.target()).toString();
    }

    private static Map<String, String> form(InboundRequest request) {
        var fields = new HashMap<String, String>();
        if (request.body().length == 0) {
            return fields;
        }
        for (String field : body(request).split("&", -1)) {
            String[] parts = field.split("=", 2);
            fields.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }
}
