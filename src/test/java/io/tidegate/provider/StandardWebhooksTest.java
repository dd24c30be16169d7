package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.SourceConfig;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Verdict;
import io.tidegate.testing.SourceConfigs;
import io.tidegate.verify.key.KeyShelf;
import io.tidegate.verify.value.Coding;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shared secrets and key pairs of one sender stand side by side and are never mistaken. */
class StandardWebhooksTest {

    private static final String SHARED = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** The public key of the vectors, that of RFC 8032, test 1. */
    private static final String PUBLIC = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    private static final Instant NOW = Instant.ofEpochSecond(1700000000);

    @Test
    void bothKindsOfSignatureAreBelievedByOneSource() {
        Source source = source(SHARED, "whpk_" + PUBLIC).orElseThrow();

        assertThat(genuine(source, vector("standard-webhooks-01"))).isTrue();
        assertThat(genuine(source, vector("standard-webhooks-06"))).isTrue();
        assertThat(genuine(source, vector("standard-webhooks-07"))).isFalse();
    }

    @Test
    void aSourceWithOneKindBelievesNoOther() {
        assertThat(genuine(source(SHARED).orElseThrow(), vector("standard-webhooks-06"))).isFalse();
        assertThat(genuine(source("whpk_" + PUBLIC).orElseThrow(), vector("standard-webhooks-01")))
                .isFalse();
    }

    @Test
    void whoKnowsThePublicKeyCannotSignWithIt() throws GeneralSecurityException {
        // Given   a keyed hash made with the bytes of the public key, as anybody could
        Source source = source(SHARED, "whpk_" + PUBLIC).orElseThrow();
        byte[] key = Base64.getDecoder().decode(PUBLIC);

        assertThat(genuine(source, forged(key))).isFalse();
        assertThat(genuine(source, forged(("whpk_" + PUBLIC).getBytes(StandardCharsets.UTF_8))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {PUBLIC, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsk_MfKQ9r8GKYqr"})
    void aSecretThatDoesNotSayWhatItIsIsRefused(String secret) {
        assertThat(source(secret)).isEmpty();
    }

    @Test
    void onlyKeyPairsAreTooHeavyForAnEventLoop() {
        assertThat(source(SHARED).orElseThrow().isHeavy()).isFalse();
        assertThat(source("whpk_" + PUBLIC).orElseThrow().isHeavy()).isTrue();
        assertThat(source(SHARED, "whpk_" + PUBLIC).orElseThrow().isHeavy()).isTrue();
        assertThat(Recorded.source("smartthings").isHeavy()).isTrue();
    }

    private static Optional<Source> source(String... secrets) {
        SourceConfig config = SourceConfigs.of("standard-webhooks", secrets);
        return Source.compile(
                "s", config, Recorded.CATALOGUE, new KeyShelf(), (path, problem) -> {});
    }

    private static InboundRequest vector(String id) {
        return Recorded.vectors()
                .filter(it -> it.id().equals(id) && it.provider().equals("standard-webhooks"))
                .findFirst()
                .orElseThrow()
                .request();
    }

    private static InboundRequest forged(byte[] key) throws GeneralSecurityException {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update("msg_1.1700000000.".getBytes(StandardCharsets.UTF_8));
        String signature = Coding.BASE64.encode(mac.doFinal(body));
        var headers =
                List.of(
                        "webhook-id",
                        "msg_1",
                        "webhook-timestamp",
                        "1700000000",
                        "webhook-signature",
                        "v1," + signature + " v1a," + signature);
        return new InboundRequest("POST", "/in/s", Headers.of(headers), body, NOW);
    }

    private static boolean genuine(Source source, InboundRequest request) {
        return source.verify(request) instanceof Verdict.Genuine;
    }
}
