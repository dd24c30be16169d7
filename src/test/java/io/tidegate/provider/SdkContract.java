package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidegate.event.InboundRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold between a provider's own SDK and our source: what either signs the other accepts,
 * and what was tampered with both refuse.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SdkContract {

    /** The SDKs that are compared with our sources. */
    abstract Stream<Sdk> sdks();

    Stream<Sdk> signingSdks() {
        return sdks().filter(Sdk::signs);
    }

    @ParameterizedTest
    @MethodSource("sdks")
    void itAcceptsWhatWeSign(Sdk sdk) {
        assertThat(sdk.isAcceptedByUs(sdk.sample())).isTrue();
        assertThat(sdk.isAcceptedByIt(sdk.sample())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("sdks")
    void itAcceptsWhatWeSignInTwoScripts(Sdk sdk) {
        // Before JDK 18 some SDKs write text in the charset of the machine.
        assumeThat(Charset.defaultCharset()).isEqualTo(StandardCharsets.UTF_8);
        InboundRequest request = inTwoScripts(sdk);

        assertThat(sdk.isAcceptedByUs(request)).isTrue();
        assertThat(sdk.isAcceptedByIt(request)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("signingSdks")
    void weAcceptWhatItSigns(Sdk sdk) throws Exception {
        InboundRequest request = sdk.signedByIt(sdk.forged());

        assertThat(sdk.isAcceptedByIt(request)).isTrue();
        assertThat(sdk.isAcceptedByUs(request)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("sdks")
    void bothRefuseWhatIsSignedWithAnotherSecret(Sdk sdk) {
        assertThat(sdk.isAcceptedByUs(sdk.forged())).isFalse();
        assertThat(sdk.isAcceptedByIt(sdk.forged())).isFalse();
    }

    /** Not every provider signs all of the body; then both must leave out the same. */
    @ParameterizedTest
    @MethodSource("sdks")
    void bothThinkTheSameOfABodyWithOneLetterChanged(Sdk sdk) {
        InboundRequest sample = sdk.sample();
        int refused = 0;
        for (int i : lettersOf(Sdk.body(sample), sdk.stride())) {
            byte[] body = sample.body().clone();
            body[i] ^= 1;
            InboundRequest changed = Sdk.withBody(sample, body);
            assertThat(sdk.isAcceptedByUs(changed))
                    .as("byte %d: %s", i, Sdk.body(changed))
                    .isEqualTo(sdk.isAcceptedByIt(changed));
            refused += sdk.isAcceptedByUs(changed) ? 0 : 1;
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @MethodSource("sdks")
    void bothThinkTheSameOfALongerBodyAndRefuseAnEmptyOne(Sdk sdk) {
        InboundRequest sample = sdk.sample();
        InboundRequest longer =
                Sdk.withBody(sample, (Sdk.body(sample) + " ").getBytes(StandardCharsets.UTF_8));
        InboundRequest empty = Sdk.withBody(sample, new byte[0]);

        assertThat(sdk.isAcceptedByUs(longer)).isEqualTo(sdk.isAcceptedByIt(longer));
        assertThat(sdk.isAcceptedByUs(empty)).isFalse();
        assertThat(sdk.isAcceptedByIt(empty)).isFalse();
    }

    /** The other way round need not hold: some SDKs know no time, and some are lax. */
    @ParameterizedTest
    @MethodSource("sdks")
    void itAcceptsWhateverHeadersWeAccept(Sdk sdk) {
        changedHeaders(sdk.sample(), sdk.stride())
                .filter(sdk::isAcceptedByUs)
                .forEach(it -> assertThat(sdk.isAcceptedByIt(it)).as("%s", it.headers()).isTrue());
    }

    /** Where letters and digits are, changed ones of which leave a JSON document or form whole. */
    private static int[] lettersOf(String body, int stride) {
        int end = body.contains("}") ? body.lastIndexOf('}') : body.length();
        return IntStream.range(body.indexOf('{') + 1, end)
                .filter(i -> i % stride == 0 && Character.isLetterOrDigit(body.charAt(i)))
                .toArray();
    }

    /** Signed by us over letters of which some take two bytes and some take four. */
    private static InboundRequest inTwoScripts(Sdk sdk) {
        InboundRequest sample = sdk.sample();
        String body = Sdk.body(sample).replaceFirst("\\{\"", "{\"ü\":\"🌊\",\"");
        return sdk.signedAgain(Sdk.withBody(sample, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Stream<InboundRequest> changedHeaders(InboundRequest request, int stride) {
        return Sdk.headers(request).entrySet().stream()
                .flatMap(
                        field ->
                                Stream.concat(
                                        Stream.of(Sdk.without(request, field.getKey())),
                                        changed(field.getValue(), stride)
                                                .map(it -> Sdk.with(request, field.getKey(), it))));
    }

    private static Stream<String> changed(String value, int stride) {
        var longerOrShorter = Stream.of("", value + "0", value.substring(0, value.length() - 1));
        return Stream.concat(
                longerOrShorter,
                IntStream.range(0, value.length())
                        .filter(i -> i % stride == 0)
                        .mapToObj(i -> withOther(value, i)));
    }

    private static String withOther(String value, int i) {
        char other = value.charAt(i) == '1' ? '2' : '1';
        return value.substring(0, i) + other + value.substring(i + 1);
    }
}
