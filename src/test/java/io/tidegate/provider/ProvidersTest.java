package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.VerifyConfig;
import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.event.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks every provider of the catalogue: the genuine is accepted, and nothing else is. */
class ProvidersTest {

    private static final Pattern HEADER = Pattern.compile("header:([A-Za-z0-9-]+)");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{40,}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{27,}=");
    private static final String OTHER_SECRET = "whsec_eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4";

    @Test
    void everyProviderHasSamples() {
        Set<String> ids = Recorded.samples().map(Recorded::provider).collect(Collectors.toSet());

        assertThat(ids)
                .containsExactlyInAnyOrderElementsOf(Recorded.CATALOGUE.ids())
                .hasSizeGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void genuineEventIsAcceptedWithItsIdAndType(Recorded sample) {
        assertThat(sample.source().verify(sample.request()))
                .isEqualTo(new Verdict.Genuine(sample.eventId(), sample.eventType()));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void publishedVectorsAreJudgedAsTheirPublisherDoes(Recorded vector) {
        Verdict verdict = vector.source().verify(vector.request());

        assertThat(verdict instanceof Verdict.Genuine).isEqualTo(vector.isValid());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyChangedByteOfASignedBodyIsRefused(Recorded sample) {
        byte[] body = sample.request().body();
        for (int i = 0; i < body.length && sample.isBodySigned(); i++) {
            byte[] tampered = body.clone();
            tampered[i] ^= 1;
            assertThat(reason(sample, sample.withBody(tampered)))
                    .as("byte " + i)
                    .isEqualTo(Rejection.WRONG_SIGNATURE);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aLongerOrShorterSignedBodyIsRefused(Recorded sample) {
        if (sample.isBodySigned()) {
            byte[] body = sample.request().body();
            assertRefused(sample, sample.withBody(java.util.Arrays.copyOf(body, body.length + 1)));
            assertRefused(sample, sample.withBody(java.util.Arrays.copyOf(body, body.length - 1)));
            assertRefused(sample, sample.withBody(new byte[0]));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyChangedCharacterOfTheProofIsRefused(Recorded sample) {
        for (String header : proofHeaders(sample)) {
            String value = value(sample, header);
            for (int i = 0; i < value.length(); i++) {
                String tampered =
                        value.substring(0, i) + other(value.charAt(i)) + value.substring(i + 1);
                assertRefused(sample, sample.withHeader(header, tampered));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aTruncatedOrPaddedProofIsRefused(Recorded sample) {
        for (String header : proofHeaders(sample)) {
            String value = value(sample, header);
            for (int length = 0; length < value.length(); length++) {
                assertRefused(sample, sample.withHeader(header, value.substring(0, length)));
            }
            for (String tail : List.of("0", "00", "=", "A", "\0", "é", "AAAA")) {
                assertRefused(sample, sample.withHeader(header, value + tail));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMissingPartOfTheProofIsRefused(Recorded sample) {
        for (String header : proofHeaders(sample)) {
            Headers less = sample.request().headers().without(header);
            assertThat(reason(sample, sample.withHeaders(less)))
                    .isIn(Rejection.MISSING_SIGNATURE, Rejection.MISSING_VALUE);
        }
        assertRefused(sample, withoutQuery(sample.withHeaders(Headers.none())));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aDoubledHeaderIsRefusedUnlessItMayBeAList(Recorded sample) {
        for (String header : proofHeaders(sample)) {
            String value = value(sample, header);
            if (!mayRepeat(sample, header)) {
                Headers same = sample.request().headers().plus(header, value);
                Headers more = sample.request().headers().plus(header, "x");
                assertRefused(sample, sample.withHeaders(same));
                assertThat(reason(sample, sample.withHeaders(more)))
                        .isIn(Rejection.REPEATED_HEADER, Rejection.MISSING_SIGNATURE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anotherSpellingOfTheSignatureIsRefusedButForUpperCaseHex(Recorded sample) {
        for (String header : proofHeaders(sample)) {
            String value = value(sample, header);
            var hex = HEX.matcher(value);
            var base64 = BASE64.matcher(value);
            if (hex.find()) {
                String upper = hex.group().toUpperCase(Locale.ROOT);
                byte[] bytes = HexFormat.of().parseHex(upper);
                String encoded = Base64.getEncoder().encodeToString(bytes);
                assertGenuine(sample, sample.withHeader(header, hex.replaceFirst(upper)));
                assertRefused(sample, sample.withHeader(header, hex.replaceFirst(encoded)));
            } else if (base64.find()) {
                byte[] bytes = Base64.getDecoder().decode(base64.group());
                String encoded = HexFormat.of().formatHex(bytes);
                assertRefused(sample, sample.withHeader(header, base64.replaceFirst(encoded)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anotherSecretIsRefused(Recorded sample) {
        Verdict verdict = sample.sourceWith(OTHER_SECRET).verify(sample.request());

        assertThat(((Verdict.Rejected) verdict).reason())
                .isEqualTo(
                        sample.isBodySigned() ? Rejection.WRONG_SIGNATURE : Rejection.WRONG_TOKEN);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void secretsCanBeRotatedInBothOrders(Recorded sample) {
        Source before = sample.sourceWith(sample.secret(), OTHER_SECRET);
        Source after = sample.sourceWith(OTHER_SECRET, sample.secret());

        assertThat(before.verify(sample.request())).isInstanceOf(Verdict.Genuine.class);
        assertThat(after.verify(sample.request())).isInstanceOf(Verdict.Genuine.class);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void staleAndFutureRequestsAreRefusedWhereTheTimeIsSigned(Recorded sample) {
        Duration tolerance = tolerance(sample);
        Duration ahead = tolerance.compareTo(Duration.ofMinutes(5)) < 0 ? tolerance : FIVE_MINUTES;
        Instant sent = sample.request().receivedAt();
        if (!tolerance.isZero()) {
            assertGenuine(sample, sample.at(sent.plus(tolerance)));
            assertGenuine(sample, sample.at(sent.minus(ahead).plusSeconds(1)));
            assertThat(reason(sample, sample.at(sent.plus(tolerance).plusSeconds(1))))
                    .isEqualTo(Rejection.STALE);
            assertThat(reason(sample, sample.at(sent.minus(ahead).minusSeconds(1))))
                    .isEqualTo(Rejection.FROM_THE_FUTURE);
        }
    }

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @ParameterizedTest
    @MethodSource("samples")
    void whatWeSignOurselvesIsAcceptedWithTheIdThatWasAskedFor(Recorded sample) {
        Provider provider = Recorded.CATALOGUE.find(sample.provider()).orElseThrow();
        Instant now = Instant.parse("2026-11-23T12:34:56.789Z");

        InboundRequest request = provider.sample(sample.secret(), now, "new-id-1");
        Verdict verdict = sample.source().verify(request);

        assertThat(verdict).isInstanceOf(Verdict.Genuine.class);
        assertThat(((Verdict.Genuine) verdict).dedupKey()).contains("new-id-1");
        assertThat(((Verdict.Genuine) verdict).type()).isNotEmpty();
    }

    static Stream<Recorded> samples() {
        return Recorded.samples();
    }

    static Stream<Recorded> vectors() {
        return Recorded.vectors();
    }

    /** The header fields of this request that its verification rests on. */
    private static Set<String> proofHeaders(Recorded sample) {
        var names = new LinkedHashSet<String>();
        for (VerifyConfig verify : verifyOf(sample)) {
            String all =
                    "header:%s %s %s %s"
                            .formatted(
                                    verify.header(),
                                    verify.from(),
                                    verify.signed(),
                                    verify.timestamp().from());
            HEADER.matcher(all).results().forEach(it -> names.add(it.group(1)));
        }
        names.removeIf(name -> sample.request().headers().first(name).isEmpty());
        return names;
    }

    private static boolean mayRepeat(Recorded sample, String header) {
        return verifyOf(sample).stream()
                .filter(verify -> verify.parse() == VerifyConfig.Parse.TAGGED_LIST)
                .anyMatch(verify -> (verify.header() + verify.from()).contains(header));
    }

    private static Duration tolerance(Recorded sample) {
        return verifyOf(sample).stream()
                .filter(verify -> sample.isBodySigned() && !verify.timestamp().from().isEmpty())
                .map(verify -> verify.timestamp().tolerance())
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private static List<VerifyConfig> verifyOf(Recorded sample) {
        return Recorded.CATALOGUE.find(sample.provider()).orElseThrow().file().verify();
    }

    private static String value(Recorded sample, String header) {
        return sample.request().headers().first(header).orElseThrow();
    }

    private static InboundRequest withoutQuery(InboundRequest request) {
        return new InboundRequest(
                request.method(),
                request.path(),
                request.headers(),
                request.body(),
                request.receivedAt());
    }

    /** Another character of the same alphabet, so that only the meaning changes. */
    private static char other(char c) {
        if (Character.isLetterOrDigit(c)) {
            return "9fFzZ".indexOf(c) < 0 ? (char) (c + 1) : (char) (c - 1);
        }
        return 'x';
    }

    private static void assertGenuine(Recorded sample, InboundRequest request) {
        assertThat(sample.source().verify(request)).isInstanceOf(Verdict.Genuine.class);
    }

    private static void assertRefused(Recorded sample, InboundRequest request) {
        assertThat(sample.source().verify(request)).isInstanceOf(Verdict.Rejected.class);
    }

    private static Rejection reason(Recorded sample, InboundRequest request) {
        return ((Verdict.Rejected) sample.source().verify(request)).reason();
    }
}
