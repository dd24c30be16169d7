package io.tidegate.provider;

import static io.tidegate.provider.Sdk.body;
import static io.tidegate.provider.Sdk.header;
import static io.tidegate.provider.Sdk.with;

import com.box.sdk.BoxWebHookSignatureVerifier;
import com.box.sdk.BoxWebHookSignatureVerifier.BoxSignatureAlgorithm;
import com.cloudinary.SignatureAlgorithm;
import com.cloudinary.api.signing.NotificationRequestSignatureVerifier;
import com.dropbox.sign.EventCallbackHelper;
import com.dropbox.sign.model.EventCallbackRequest;
import com.easypost.utils.Cryptography;
import com.easypost.utils.Utilities;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.onfido.webhooks.WebhookEventVerifier;
import com.workos.webhooks.Webhook;
import io.tidegate.event.InboundRequest;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** The SDKs of those who know people and keep or ship their things. */
class PlatformSdkTest extends SdkContract {

    private static final String WORD = SdkKeys.WORDS.known();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Webhook WORKOS = new Webhook(JSON);
    private static final BoxWebHookSignatureVerifier BOX =
            new BoxWebHookSignatureVerifier(WORD, WORD);

    /** EasyPost takes such a secret apart into its plainest letters. */
    private static final SdkKeys LIGATURES = new SdkKeys("ﬁt fôr ½ Ünïcode", "ﬁt for ½ Ünïcode");

    @Override
    Stream<Sdk> sdks() {
        return Stream.of(
                Sdk.of("box", SdkKeys.WORDS, PlatformSdkTest::boxAccepts)
                        .signing(PlatformSdkTest::boxSigns),
                Sdk.of("cloudinary", SdkKeys.WORDS, PlatformSdkTest::cloudinaryAccepts),
                Sdk.of("dropbox-sign", SdkKeys.WORDS, PlatformSdkTest::dropboxSignAccepts),
                Sdk.of("easypost", LIGATURES, PlatformSdkTest::easyPostAccepts)
                        .signing(PlatformSdkTest::easyPostSigns),
                Sdk.of("onfido", SdkKeys.WORDS, PlatformSdkTest::onfidoAccepts),
                Sdk.of("workos", SdkKeys.WORDS, PlatformSdkTest::workOsAccepts)
                        .signing(PlatformSdkTest::workOsSigns)
                        .askingTheClock());
    }

    private static boolean boxAccepts(InboundRequest request) {
        return BOX.verify(
                header(request, "Box-Signature-Version"),
                header(request, "Box-Signature-Algorithm"),
                header(request, "Box-Signature-Primary"),
                "",
                body(request),
                header(request, "Box-Delivery-Timestamp"));
    }

    private static InboundRequest boxSigns(InboundRequest request) {
        String signature =
                BOX.sign(
                        BoxSignatureAlgorithm.HMAC_SHA256,
                        WORD,
                        body(request),
                        header(request, "Box-Delivery-Timestamp"));
        return with(request, "Box-Signature-Primary", signature);
    }

    private static boolean cloudinaryAccepts(InboundRequest request) {
        return new NotificationRequestSignatureVerifier(WORD, SignatureAlgorithm.SHA256)
                .verifySignature(
                        body(request),
                        header(request, "X-Cld-Timestamp"),
                        header(request, "X-Cld-Signature"));
    }

    /** The one field of the form is a JSON document. */
    private static boolean dropboxSignAccepts(InboundRequest request) throws Exception {
        String form = body(request);
        String json = form.substring(form.indexOf('{'), form.lastIndexOf('}') + 1);
        return EventCallbackHelper.isValid(WORD, JSON.readValue(json, EventCallbackRequest.class));
    }

    private static boolean easyPostAccepts(InboundRequest request) throws Exception {
        Map<String, Object> headers =
                Map.of("X-Hmac-Signature", header(request, "X-Hmac-Signature"));
        Utilities.validateWebhook(request.body(), headers, LIGATURES.known());
        return true;
    }

    private static InboundRequest easyPostSigns(InboundRequest request) {
        String digest =
                Cryptography.toHMACSHA256HexDigest(
                        request.body(), LIGATURES.known(), Normalizer.Form.NFKD);
        return with(request, "X-Hmac-Signature", "hmac-sha256-hex=" + digest);
    }

    private static boolean onfidoAccepts(InboundRequest request) throws Exception {
        new WebhookEventVerifier(WORD)
                .readPayload(body(request), header(request, "X-SHA2-Signature"));
        return true;
    }

    private static boolean workOsAccepts(InboundRequest request) throws Exception {
        String signature = header(request, "WorkOS-Signature");
        WORKOS.verifyHeader(body(request), signature, WORD, Duration.ofMinutes(3).toMillis());
        return true;
    }

    private static InboundRequest workOsSigns(InboundRequest request) {
        String time = Long.toString(request.receivedAt().toEpochMilli());
        String signature = WORKOS.createSignature(time, body(request), WORD);
        return with(request, "WorkOS-Signature", "t=" + time + ", v1=" + signature);
    }
}
