package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, verification answers; and it never says yes. */
class HostileRequestsTest {

    private static final int ROUNDS = Integer.getInteger("tidegate.rounds", 200);

    /** Those whose bodies may be anything at all. */
    private static final List<String> FREE =
            List.of(
                    "calendly",
                    "github",
                    "gitlab",
                    "paddle",
                    "shopify",
                    "slack",
                    "standard-webhooks",
                    "stripe",
                    "svix",
                    "typeform");

    /** At length with {@code mvn test -Dtest=HostileRequestsTest -Dtidegate.rounds=3000}. */
    @ParameterizedTest
    @MethodSource("providers")
    void randomRequestsNeverThrowAndAreNeverGenuine(String provider) {
        Recorded sample = Recorded.sampleOf(provider);
        var tamper = new Tamper(sample);
        boolean isBodyRandom = tamper.isInBody();
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            InboundRequest request = randomRequest(sample, random, isBodyRandom);
            if (!tamper.isIntact(request)) {
                assertThat(sample.judge(request))
                        .as("seed " + seed)
                        .isNotInstanceOf(Verdict.Genuine.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("free")
    void genuineBodiesOfAnyBytesAreAcceptedAndNamed(String provider) {
        Recorded sample = Recorded.sampleOf(provider);
        for (int seed = 0; seed < 300; seed++) {
            byte[] body = randomBody(new Random(seed));
            assertGenuine(sample, body);
        }
    }

    @ParameterizedTest
    @MethodSource("free")
    void monstrousJsonOfAGenuineSenderOverflowsNothing(String provider) {
        Recorded sample = Recorded.sampleOf(provider);
        String digits = "1".repeat(1_000_000);
        String nested = "[".repeat(100_000) + "]".repeat(100_000);
        for (String body :
                List.of(digits, nested, "{\"type\":" + digits + "}", "{\"x\":" + nested + "}")) {
            assertGenuine(sample, body.getBytes(StandardCharsets.UTF_8));
            assertThat(sample.judge(sample.withBody(body.getBytes(StandardCharsets.UTF_8))))
                    .isNotNull();
        }
    }

    @Test
    void aBodyWithoutItsSignedTimeIsRefusedNotFailed() {
        Recorded linear = Recorded.sampleOf("linear");
        Provider provider = Recorded.CATALOGUE.find("linear").orElseThrow();
        for (int seed = 0; seed < 300; seed++) {
            InboundRequest request = linear.withBody(randomBody(new Random(seed)));

            assertThat(linear.judge(provider.sign(request, linear.secret())))
                    .isInstanceOf(Verdict.Rejected.class);
        }
    }

    static List<String> free() {
        return FREE;
    }

    static List<String> providers() {
        return Recorded.CATALOGUE.ids();
    }

    private static void assertGenuine(Recorded sample, byte[] body) {
        Provider provider = Recorded.CATALOGUE.find(sample.provider()).orElseThrow();
        InboundRequest signed = provider.sign(sample.withBody(body), sample.secret());
        Verdict verdict = sample.judge(withTargetOf(sample, signed));
        assertThat(verdict).isInstanceOf(Verdict.Genuine.class);
        assertThat(((Verdict.Genuine) verdict).dedupKey())
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(200)
                .doesNotMatch("(?s).*\\p{Cntrl}.*");
    }

    /** The sample's query holds its token already; a second one would be ambiguous. */
    private static InboundRequest withTargetOf(Recorded sample, InboundRequest signed) {
        return new InboundRequest(
                signed.method(),
                sample.request().target(),
                signed.headers(),
                signed.body(),
                signed.receivedAt());
    }

    private static InboundRequest randomRequest(
            Recorded sample, Random random, boolean isBodyRandom) {
        var headers = new ArrayList<String>();
        sample.request()
                .headers()
                .forEach(
                        (name, value) -> {
                            for (int i = random.nextInt(3); i > 0; i--) {
                                headers.add(name);
                                headers.add(mutated(value, random));
                            }
                        });
        String target = "/in/x?" + mutated("token=Kx7%2BqP2&a=%zz&", random);
        return new InboundRequest(
                "POST",
                random.nextBoolean() ? target : "/in/x",
                Headers.of(headers),
                isBodyRandom || random.nextBoolean() ? randomBody(random) : sample.request().body(),
                sample.request().receivedAt());
    }

    /** The text with so many characters changed that no proof survives. */
    private static String mutated(String text, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> text.substring(0, random.nextInt(text.length()));
            case 2 -> "\u0000" + text + "\u00ff";
            case 3 -> randomText(random);
            default -> {
                var changed = new StringBuilder(text);
                for (int i = 0; i < text.length(); i += 5) {
                    changed.setCharAt(i, (char) (1 + random.nextInt(31)));
                }
                changed.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
                yield changed.toString();
            }
        };
    }

    private static String randomText(Random random) {
        String alphabet = "v1=,;. t0a9fF+/=%{}\"\\\u00e9\u0000";
        return IntStream.range(0, random.nextInt(200))
                .mapToObj(i -> "" + alphabet.charAt(random.nextInt(alphabet.length())))
                .reduce("", String::concat);
    }

    private static byte[] randomBody(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        String json = "{\"id\":\"" + randomText(random) + "\",\"event\":{\"type\":[";
        return random.nextBoolean() ? bytes : json.getBytes(StandardCharsets.ISO_8859_1);
    }
}
