package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.VerifyConfig;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.event.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks every provider of the catalogue: the genuine is accepted, and nothing else is. The samples
 * were signed by other code than ours, which src/test/catalogue holds.
 */
class ProvidersTest {

    private static final Pattern PLAIN_ID =
            Pattern.compile("(header|json|query|form|claim|xml):[^{}()|]+");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** Reasons that say: this is not what was signed, or no longer what is signed. */
    private static final Set<Rejection> NOT_SIGNED =
            EnumSet.of(Rejection.WRONG_SIGNATURE, Rejection.WRONG_DIGEST, Rejection.MISSING_VALUE);

    /** Reasons that say: there is no proof, or none that could be read. */
    private static final Set<Rejection> NO_PROOF =
            EnumSet.of(
                    Rejection.MISSING_SIGNATURE,
                    Rejection.MALFORMED_SIGNATURE,
                    Rejection.MISSING_VALUE,
                    Rejection.REPEATED_HEADER);

    @Test
    void everyProviderHasASample() {
        Set<String> ids = Recorded.samples().map(Recorded::provider).collect(Collectors.toSet());

        assertThat(ids).containsExactlyInAnyOrderElementsOf(Recorded.CATALOGUE.ids());
    }

    @Test
    void everySchemeIsUsedBySomeProvider() {
        Set<VerifyConfig.Scheme> used =
                Recorded.CATALOGUE.all().stream()
                        .flatMap(provider -> provider.file().verify().stream())
                        .map(VerifyConfig::scheme)
                        .collect(Collectors.toSet());

        assertThat(used)
                .containsAll(EnumSet.complementOf(EnumSet.of(VerifyConfig.Scheme.NONE)))
                .doesNotContain(VerifyConfig.Scheme.NONE);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void genuineEventIsAcceptedWithItsIdAndType(Recorded sample) {
        var event = (Verdict.Genuine) sample.judge(sample.request());

        assertThat(event.dedupKey()).isEqualTo(sample.eventId());
        assertThat(event.type()).isEqualTo(sample.eventType());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void publishedVectorsAreJudgedAsTheirPublisherDoes(Recorded vector) {
        Verdict verdict = vector.judge(vector.request());

        assertThat(!(verdict instanceof Verdict.Rejected))
                .as("%s", verdict)
                .isEqualTo(vector.isValid());
        if (verdict instanceof Verdict.Handshake handshake && vector.expectedBody().isPresent()) {
            assertThat(handshake.reply().body()).asString().isEqualTo(vector.expectedBody().get());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aChangedBodyIsRefusedWhereItIsSigned(Recorded sample) {
        byte[] body = sample.request().body();
        var tamper = new Tamper(sample);
        for (int i : positions(sample, body.length)) {
            byte[] tampered = body.clone();
            tampered[i] ^= 1;
            if (sample.isBodySigned() && !sample.isPacked() && !tamper.isInsideProof(i)) {
                assertThat(reason(sample, sample.withBody(tampered)))
                        .as("byte " + i)
                        .isIn(
                                tamper.isInBody()
                                                || tamper.hasOtherProofs()
                                                || sample.isConditional()
                                        ? EnumSet.allOf(Rejection.class)
                                        : NOT_SIGNED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aLongerOrShorterBodyIsRefusedWhereItIsSigned(Recorded sample) {
        byte[] body = sample.request().body();
        if (sample.isBodySigned() && !sample.isPacked() && !new Tamper(sample).isInBody()) {
            for (int length : List.of(body.length + 1, body.length - 1, 0)) {
                assertThat(reason(sample, sample.withBody(Arrays.copyOf(body, length))))
                        .as("%d in place of %d bytes", length, body.length)
                        .isNotNull();
            }
        }
    }

    /** Senders may add signatures of other kinds, and blanks between them, which do not matter. */
    @ParameterizedTest
    @MethodSource("samples")
    void everyChangedCharacterOfTheProofIsRefused(Recorded sample) {
        var tamper = new Tamper(sample);
        int judged = 0;
        for (var part : tamper.vitalPart()) {
            for (int i : positions(sample, part.end() - part.start())) {
                for (InboundRequest request : tamper.changedAt(part.start() + i)) {
                    assertThat(sample.judge(request))
                            .as("character " + (part.start() + i))
                            .isNotInstanceOf(Verdict.Genuine.class);
                    judged++;
                }
            }
        }
        assertThat(judged).isPositive();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aTruncatedOrPaddedProofIsRefused(Recorded sample) {
        var tamper = new Tamper(sample);
        String proof = tamper.proof();
        for (var part : tamper.vitalPart()) {
            String before = proof.substring(0, part.start());
            String middle = proof.substring(part.start(), part.end());
            String after = proof.substring(part.end());
            for (String other :
                    List.of(
                            "",
                            middle.substring(0, 1),
                            middle.substring(0, middle.length() - 1),
                            middle + "00",
                            middle + "AAAA",
                            "!" + middle)) {
                for (InboundRequest request : tamper.replacedBy(before + other + after)) {
                    assertThat(sample.judge(request))
                            .as("%s in place of %s", other, middle)
                            .isNotInstanceOf(Verdict.Genuine.class);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMissingProofIsRefusedAsMissing(Recorded sample) {
        for (InboundRequest request : new Tamper(sample).without()) {
            // Some providers ask about the address by leaving the proof out.
            if (!(sample.judge(request) instanceof Verdict.Handshake)) {
                assertThat(reason(sample, request))
                        .isIn(
                                new Tamper(sample).hasOtherProofs()
                                        ? EnumSet.allOf(Rejection.class)
                                        : NO_PROOF);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aDoubledProofIsRefusedUnlessItMayBeAList(Recorded sample) {
        for (InboundRequest request : new Tamper(sample).doubled()) {
            assertThat(reason(sample, request))
                    .isIn(
                            new Tamper(sample).hasOtherProofs()
                                    ? EnumSet.allOf(Rejection.class)
                                    : EnumSet.of(
                                            Rejection.REPEATED_HEADER,
                                            Rejection.MISSING_SIGNATURE));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anotherKeyIsRefused(Recorded sample) {
        Verdict verdict = new OtherKey(sample).judge();

        assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
        assertThat(((Verdict.Rejected) verdict).reason())
                .isIn(Rejection.WRONG_SIGNATURE, Rejection.WRONG_TOKEN, Rejection.UNKNOWN_KEY);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void secretsCanBeRotatedInBothOrders(Recorded sample) {
        var other = new OtherKey(sample).secret();
        if (other.isPresent()) {
            for (var secrets :
                    List.of(
                            List.of(sample.secret(), other.get()),
                            List.of(other.get(), sample.secret()))) {
                assertThat(sample.judge(sample.request(), secrets))
                        .isInstanceOf(Verdict.Genuine.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void staleAndFutureRequestsAreRefusedWhereTheTimeIsSigned(Recorded sample) {
        Instant sent = sample.request().receivedAt();
        for (VerifyConfig verify : sample.compiled().file().verify()) {
            if (verify.timestamp().from().isEmpty()
                    || sample.compiled().file().verify().size() > 1) {
                continue;
            }
            Duration tolerance = verify.timestamp().tolerance();
            Duration ahead = tolerance.compareTo(FIVE_MINUTES) < 0 ? tolerance : FIVE_MINUTES;
            assertThat(reason(sample, sample.at(sent.plus(tolerance).plusSeconds(2))))
                    .isEqualTo(Rejection.STALE);
            if (!verify.timestamp().future()) {
                assertThat(reason(sample, sample.at(sent.minus(ahead).minusSeconds(2))))
                        .isEqualTo(Rejection.FROM_THE_FUTURE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatWeSignOurselvesIsAcceptedWithTheIdThatWasAskedFor(Recorded sample) {
        Provider provider = sample.compiled();
        Instant now = Instant.parse("2026-11-23T12:34:56.789Z");
        String secret = new OtherKey(sample).signingSecret();

        InboundRequest request = provider.sample(secret, sample.address(), now, "4242424242");
        Verdict verdict = sample.judge(request, List.of(secret));

        assertThat(verdict).isInstanceOf(Verdict.Genuine.class);
        if (!sample.eventId().startsWith("sha256:")
                && PLAIN_ID.matcher(provider.file().event().id()).matches()
                && provider.file().sample().toString().contains("{id}")) {
            assertThat(((Verdict.Genuine) verdict).dedupKey()).contains("4242424242");
        }
        assertThat(((Verdict.Genuine) verdict).type()).isNotNull();
    }

    static Stream<Recorded> samples() {
        return Recorded.samples();
    }

    static Stream<Recorded> vectors() {
        return Recorded.vectors();
    }

    /** All of them, or where a check is dear a few that are spread out. */
    private static int[] positions(Recorded sample, int length) {
        int step =
                sample.compiled().isHeavy() ? Math.max(1, length / 12) : Math.max(1, length / 200);
        return IntStream.range(0, length).filter(i -> i % step == 0).toArray();
    }

    /** Why it is refused; null, which no assertion above accepts, if it is not. */
    private static @org.jspecify.annotations.Nullable Rejection reason(
            Recorded sample, InboundRequest request) {
        return sample.judge(request) instanceof Verdict.Rejected rejected
                ? rejected.reason()
                : null;
    }
}
