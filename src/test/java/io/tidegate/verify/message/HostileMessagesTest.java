package io.tidegate.verify.message;

import static io.tidegate.verify.Requests.reason;
import static io.tidegate.verify.message.MessageAlgorithm.HMAC_SHA256;
import static io.tidegate.verify.message.Schemes.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.Requests;
import io.tidegate.verify.key.KeyForm;
import io.tidegate.verify.key.ProofKey;
import io.tidegate.verify.scheme.Freshness;
import io.tidegate.verify.scheme.SecretKeys;
import io.tidegate.verify.scheme.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, message signatures are judged, soon, and never found genuine. */
class HostileMessagesTest {

    private static final String SECRET = TestKeys.signing(HMAC_SHA256);
    private static final MessageScheme STANDARD =
            Schemes.standard(
                    Schemes.keys(HMAC_SHA256),
                    "@method",
                    "@target-uri",
                    "@query-param;name=\"a\"",
                    "content-digest");
    private static final MessageScheme DRAFT =
            Schemes.draft(
                    Schemes.keys(HMAC_SHA256), Freshness.ANY_AGE, "(request-target)", "digest");

    static List<MessageScheme> schemes() {
        return List.of(STANDARD, DRAFT);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void randomChangesNeverThrowAndAreNeverGenuine(MessageScheme scheme) {
        Verifier verifier = scheme.with(List.of(SECRET));
        InboundRequest signed = signed(scheme, unsigned(), SECRET);
        assertThat(reason(verifier, signed)).isEmpty();
        for (int seed = 0; seed < 20_000; seed++) {
            InboundRequest changed = changed(signed, new Random(seed));
            assertThat(reason(verifier, changed)).as("seed " + seed).isPresent();
        }
    }

    @Test
    void amongAThousandSignaturesTenAreLookedAt() {
        // Given   a key that counts how often it is asked, and never says yes
        var asked = new AtomicInteger();
        KeyForm counting = secret -> Optional.of(new CountingKey(asked));
        MessageScheme scheme =
                Schemes.standard(
                        new MessageKeys(Map.of(HMAC_SHA256, SecretKeys.of(counting))), "@method");
        var inputs = new StringBuilder("s=(\"@method\")");
        var signatures = new StringBuilder("s=:" + "A".repeat(43) + "=:");
        for (int i = 1; i < 1000; i++) {
            inputs.append(", s").append(i).append("=(\"@method\")");
            signatures.append(", s").append(i).append("=:" + "A".repeat(43) + "=:");
        }

        Optional<Rejection> reason =
                reason(
                        scheme.with(List.of("any")),
                        Requests.request(
                                "",
                                "Signature-Input",
                                inputs.toString(),
                                "Signature",
                                signatures.toString()));

        assertThat(reason).hasValue(Rejection.WRONG_SIGNATURE);
        assertThat(asked.get()).isEqualTo(10);
    }

    private record CountingKey(AtomicInteger asked) implements ProofKey {
        @Override
        public int length() {
            return 32;
        }

        @Override
        public Predicate<byte[]> over(List<byte[]> pieces) {
            asked.incrementAndGet();
            return signature -> false;
        }

        @Override
        public Optional<byte[]> sign(List<byte[]> pieces) {
            return Optional.empty();
        }
    }

    @Test
    void moreComponentsThanAnybodySignsAreNotLookedAt() {
        Verifier verifier = Schemes.standard(Schemes.keys(HMAC_SHA256)).with(List.of(SECRET));
        Verifier older =
                Schemes.draft(Schemes.keys(HMAC_SHA256), Freshness.ANY_AGE).with(List.of(SECRET));
        var listed = new StringBuilder();
        var named = new StringBuilder();
        for (int i = 0; i < 51; i++) {
            listed.append("\"x").append(i).append("\" ");
            named.append("x").append(i).append(' ');
        }

        assertThat(
                        reason(
                                verifier,
                                Requests.request(
                                        "",
                                        "Signature-Input",
                                        "s=(" + listed + ")",
                                        "Signature",
                                        "s=:AAAA:")))
                .hasValue(Rejection.MALFORMED_SIGNATURE);
        assertThat(
                        reason(
                                older,
                                Requests.request(
                                        "",
                                        "Signature",
                                        "headers=\"" + named + "\",signature=\"AAAA\"")))
                .hasValue(Rejection.MALFORMED_SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void hugeFieldsAreAnsweredSoon(MessageScheme scheme) {
        Verifier verifier = scheme.with(List.of(SECRET));
        InboundRequest signed = signed(scheme, unsigned(), SECRET);
        for (String unit : List.of("a", ",", "=", "\"", "\\", "(", "a=1,", ";a", " ", "\"a\" ")) {
            String huge = unit.repeat(500_000 / unit.length());
            for (String start : List.of("", "sig1=(", "sig1=:", "keyId=\"", "headers=\"")) {
                for (String name : fields(scheme)) {
                    InboundRequest changed = with(signed, name, start + huge);
                    assertThat(reason(verifier, changed)).isPresent();
                }
            }
        }
    }

    private static List<String> fields(MessageScheme scheme) {
        return scheme.dialect() instanceof StandardDialect
                ? List.of("Signature-Input", "Signature", "Content-Digest")
                : List.of("Signature", "Digest");
    }

    @Test
    void aSignatureForOneRequestProvesNoOther() {
        Verifier verifier = STANDARD.with(List.of(SECRET));
        Headers headers = signed(STANDARD, unsigned(), SECRET).headers();
        byte[] body = unsigned().body();

        for (String target : List.of("/in/x", "/in/x?a=2", "/in/x?a=1&b=2", "/in/x?b=2&a=1")) {
            var other = new InboundRequest("POST", target, headers, body, Requests.NOW);
            assertThat(reason(verifier, other)).as(target).isPresent();
        }
    }

    private static InboundRequest unsigned() {
        byte[] body = "{\"id\":\"e1\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Requests.request("/in/x?a=1", body, "Host", "gateway.example");
    }

    private static InboundRequest with(InboundRequest request, String name, String value) {
        return new InboundRequest(
                request.method(),
                request.target(),
                request.headers().without(name).plus(name, value),
                request.body(),
                request.receivedAt());
    }

    /** The request with a change to every field, so that no proof survives. */
    private static InboundRequest changed(InboundRequest signed, Random random) {
        var headers = new ArrayList<String>();
        signed.headers()
                .forEach(
                        (name, value) -> {
                            for (int i = random.nextInt(3); i > 0; i--) {
                                headers.add(name);
                                headers.add(mutated(value, random));
                            }
                        });
        return new InboundRequest(
                signed.method(),
                random.nextBoolean() ? signed.target() : "/in/x?a=%zz",
                Headers.of(headers),
                signed.body(),
                signed.receivedAt());
    }

    private static String mutated(String text, Random random) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> text.substring(0, at);
            case 2 -> text.substring(0, at) + text.charAt(at) + text.substring(at);
            case 3 -> text + ", " + text;
            case 4 -> text.substring(0, at) + "\"\\;=(),:\u00e9\n".charAt(random.nextInt(10));
            default -> {
                var changed = new StringBuilder(text);
                changed.setCharAt(at, (char) (text.charAt(at) ^ (1 + random.nextInt(127))));
                yield changed.toString();
            }
        };
    }
}
