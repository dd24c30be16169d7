package io.tidegate.provider;

import static io.tidegate.provider.Sdk.body;
import static io.tidegate.provider.Sdk.header;
import static io.tidegate.provider.Sdk.with;

import com.auth0.jwt.JWT;
import com.linecorp.bot.parser.LineSignatureValidator;
import com.messagebird.RequestValidator;
import com.pusher.rest.PusherAbstract;
import com.pusher.rest.SignatureUtil;
import com.pusher.rest.data.Validity;
import com.resend.services.webhooks.Webhooks;
import com.resend.services.webhooks.model.VerifyWebhookOptions;
import com.sendgrid.helpers.eventwebhook.EventWebhook;
import com.vonage.jwt.Jwt;
import io.getstream.chat.java.models.App;
import io.tidegate.event.InboundRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Security;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The SDKs of those who carry mail, messages and calls. */
class MessagingSdkTest extends SdkContract {

    private static final String WORD = SdkKeys.WORDS.known();
    private static final LineSignatureValidator LINE =
            new LineSignatureValidator(WORD.getBytes(StandardCharsets.UTF_8));
    private static final Webhooks RESEND = new Webhooks("re_123");
    private static final KeyPair EC = SdkKeys.pair("EC", new ECGenParameterSpec("secp256r1"));
    private static final KeyPair OTHER_EC = SdkKeys.pair("EC", new ECGenParameterSpec("secp256r1"));

    /** SendGrid's SDK asks for it by name; no other test is to see it. */
    @BeforeAll
    void addBouncyCastle() {
        Security.addProvider(new BouncyCastleProvider());
    }

    @AfterAll
    void removeBouncyCastle() {
        Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
    }

    @Override
    Stream<Sdk> sdks() {
        return Stream.of(
                Sdk.of("getstream", SdkKeys.WORDS, MessagingSdkTest::streamAccepts),
                Sdk.of("line", SdkKeys.WORDS, MessagingSdkTest::lineAccepts)
                        .signing(MessagingSdkTest::lineSigns),
                Sdk.of("messagebird", SdkKeys.WORDS, MessagingSdkTest::messageBirdAccepts),
                Sdk.of("pusher-channels", SdkKeys.WORDS, MessagingSdkTest::pusherAccepts)
                        .signing(MessagingSdkTest::pusherSigns),
                Sdk.of("resend", SdkKeys.WHSEC, MessagingSdkTest::resendAccepts).askingTheClock(),
                Sdk.of(
                        "sendgrid-event",
                        SdkKeys.of(EC, OTHER_EC),
                        MessagingSdkTest::sendGridAccepts),
                Sdk.of("vonage", SdkKeys.WORDS, MessagingSdkTest::vonageAccepts).askingTheClock());
    }

    private static boolean streamAccepts(InboundRequest request) {
        return App.verifyWebhookSignature(WORD, body(request), header(request, "X-Signature"));
    }

    private static boolean lineAccepts(InboundRequest request) {
        return LINE.validateSignature(request.body(), header(request, "X-Line-Signature"));
    }

    private static InboundRequest lineSigns(InboundRequest request) {
        byte[] signature = LINE.generateSignature(request.body());
        return with(request, "X-Line-Signature", Base64.getEncoder().encodeToString(signature));
    }

    private static boolean messageBirdAccepts(InboundRequest request) {
        String token = header(request, "MessageBird-Signature-JWT");
        var clock = Clock.fixed(request.receivedAt(), ZoneOffset.UTC);
        new RequestValidator(WORD)
                .validateSignature(clock, token, Sdk.TO.toString(), request.body());
        return true;
    }

    private static boolean pusherAccepts(InboundRequest request) {
        // The key chooses the app, and here there is only one.
        String key =
                request.headers().first("X-Pusher-Key").filter(it -> !it.isBlank()).orElse("any");
        String signature = header(request, "X-Pusher-Signature");
        return new OfflinePusher(key).validateWebhookSignature(key, signature, body(request))
                == Validity.VALID;
    }

    private static InboundRequest pusherSigns(InboundRequest request) {
        return with(request, "X-Pusher-Signature", SignatureUtil.sign(body(request), WORD));
    }

    private static boolean resendAccepts(InboundRequest request) throws Exception {
        RESEND.verify(
                VerifyWebhookOptions.builder()
                        .payload(body(request))
                        .addHeaders(Sdk.headers(request))
                        .secret(SdkKeys.WHSEC.known())
                        .build());
        return true;
    }

    private static boolean sendGridAccepts(InboundRequest request) throws Exception {
        var sdk = new EventWebhook();
        String key = Base64.getEncoder().encodeToString(EC.getPublic().getEncoded());
        return sdk.VerifySignature(
                sdk.ConvertPublicKeyToECDSA(key),
                request.body(),
                header(request, "X-Twilio-Email-Event-Webhook-Signature"),
                header(request, "X-Twilio-Email-Event-Webhook-Timestamp"));
    }

    /** The SDK checks the token; Vonage leaves it to its users to compare the hash of the body. */
    private static boolean vonageAccepts(InboundRequest request) throws Exception {
        String token = header(request, "Authorization").substring("Bearer ".length());
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(request.body());
        return Jwt.verifySignature(token, WORD)
                && JWT.decode(token)
                        .getClaim("payload_hash")
                        .asString()
                        .equals(HexFormat.of().formatHex(hash));
    }

    /** Pusher's client without the HTTP client that it would call Pusher with. */
    private static final class OfflinePusher extends PusherAbstract<String> {

        OfflinePusher(String key) {
            super("1", key, WORD);
        }

        @Override
        protected String doGet(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected String doPost(URI uri, String body) {
            throw new UnsupportedOperationException();
        }
    }
}
