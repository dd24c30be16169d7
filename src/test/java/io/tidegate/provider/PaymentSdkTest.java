package io.tidegate.provider;

import static io.tidegate.provider.Sdk.body;
import static io.tidegate.provider.Sdk.header;
import static io.tidegate.provider.Sdk.with;

import com.adyen.util.HMACValidator;
import com.gocardless.Webhook;
import com.razorpay.Utils;
import com.squareup.square.utilities.WebhooksHelper;
import com.wechat.pay.java.core.cipher.RSASigner;
import com.wechat.pay.java.core.cipher.RSAVerifier;
import com.wechat.pay.java.core.notification.RequestParam;
import io.tidegate.event.InboundRequest;
import java.security.KeyPair;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.stream.Stream;

/** The SDKs of those who move money. */
class PaymentSdkTest extends SdkContract {

    private static final String WORD = SdkKeys.WORDS.known();
    private static final String HEX = SdkKeys.HEX.known();
    private static final KeyPair RSA = rsa();
    private static final KeyPair OTHER_RSA = rsa();

    @Override
    Stream<Sdk> sdks() {
        return Stream.of(
                Sdk.of("adyen-platform", SdkKeys.HEX, PaymentSdkTest::adyenAccepts)
                        .signing(PaymentSdkTest::adyenSigns),
                Sdk.of("gocardless", SdkKeys.WORDS, PaymentSdkTest::goCardlessAccepts),
                Sdk.of("razorpay", SdkKeys.WORDS, PaymentSdkTest::razorpayAccepts)
                        .signing(PaymentSdkTest::razorpaySigns),
                Sdk.of("square", SdkKeys.WORDS, PaymentSdkTest::squareAccepts),
                Sdk.of("wechat-pay", SdkKeys.of(RSA, OTHER_RSA), PaymentSdkTest::wechatAccepts)
                        .signing(PaymentSdkTest::wechatSigns));
    }

    private static boolean adyenAccepts(InboundRequest request) throws Exception {
        return new HMACValidator()
                .validateHMAC(header(request, "HmacSignature"), HEX, body(request));
    }

    private static InboundRequest adyenSigns(InboundRequest request) throws Exception {
        return with(
                request, "HmacSignature", new HMACValidator().calculateHMAC(body(request), HEX));
    }

    private static boolean goCardlessAccepts(InboundRequest request) {
        return Webhook.isValidSignature(body(request), header(request, "Webhook-Signature"), WORD);
    }

    private static boolean razorpayAccepts(InboundRequest request) throws Exception {
        return Utils.verifyWebhookSignature(
                body(request), header(request, "X-Razorpay-Signature"), WORD);
    }

    private static InboundRequest razorpaySigns(InboundRequest request) throws Exception {
        return with(request, "X-Razorpay-Signature", Utils.getHash(body(request), WORD));
    }

    private static boolean squareAccepts(InboundRequest request) {
        return WebhooksHelper.verifySignature(
                body(request),
                header(request, "x-square-hmacsha256-signature"),
                WORD,
                Sdk.TO.toString());
    }

    private static boolean wechatAccepts(InboundRequest request) {
        RequestParam signed = wechatSigned(request);
        return new RSAVerifier(RSA.getPublic(), signed.getSerialNumber())
                .verify(
                        signed.getSerialNumber(),
                        signed.getMessage(),
                        header(request, "Wechatpay-Signature"));
    }

    private static InboundRequest wechatSigns(InboundRequest request) {
        RequestParam signed = wechatSigned(request);
        String signature =
                new RSASigner(signed.getSerialNumber(), RSA.getPrivate())
                        .sign(signed.getMessage())
                        .getSign();
        return with(request, "Wechatpay-Signature", signature);
    }

    /** The serial number chooses the key, and here there is only one. */
    private static RequestParam wechatSigned(InboundRequest request) {
        return new RequestParam.Builder()
                .serialNumber(request.headers().first("Wechatpay-Serial").orElse("any"))
                .timestamp(header(request, "Wechatpay-Timestamp"))
                .nonce(header(request, "Wechatpay-Nonce"))
                .body(body(request))
                .build();
    }

    private static KeyPair rsa() {
        return SdkKeys.pair("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
    }
}
