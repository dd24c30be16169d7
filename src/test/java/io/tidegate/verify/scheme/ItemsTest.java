package io.tidegate.verify.scheme;

import static io.tidegate.verify.Requests.reason;
import static io.tidegate.verify.Requests.request;
import static io.tidegate.verify.Requests.template;
import static io.tidegate.verify.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Rejection;
import io.tidegate.verify.key.KeyForms;
import io.tidegate.verify.value.Coding;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bodies that are lists of items, each with a proof of its own. */
class ItemsTest {

    private static final Scheme SIGNED =
            new SignedScheme(
                    value("json:/items/*/hash"),
                    new PlainFormat(""),
                    Coding.HEX,
                    List.of(template("{json:/items/*/id}:{secret}")),
                    SecretKeys.of(KeyForms.digest(() -> digest())),
                    Freshness.ANY_AGE,
                    false);
    private static final Verifier VERIFIER = SIGNED.with(List.of("s3cret"));
    // Given   sha256("1:s3cret") and sha256("2:s3cret"), made elsewhere
    private static final String ONE = "{\"id\":1,\"hash\":\"%s\"}".formatted(hash("1:s3cret"));
    private static final String TWO = "{\"id\":2,\"hash\":\"%s\"}".formatted(hash("2:s3cret"));

    @Test
    void everyItemMustBeProven() {
        assertThat(reason(VERIFIER, request(items(ONE)))).isEmpty();
        assertThat(reason(VERIFIER, request(items(ONE, TWO)))).isEmpty();
        assertThat(reason(VERIFIER, request(items(ONE, TWO.replace("2,", "3,")))))
                .hasValue(Rejection.WRONG_SIGNATURE);
        assertThat(reason(VERIFIER, request(items(TWO.replace("2,", "3,"), ONE))))
                .hasValue(Rejection.WRONG_SIGNATURE);
    }

    @Test
    void anItemWithoutAProofSpoilsAll() {
        assertThat(reason(VERIFIER, request(items(ONE, "{\"id\":2}"))))
                .hasValue(Rejection.MISSING_SIGNATURE);
        assertThat(reason(VERIFIER, request(items(ONE, "null"))))
                .hasValue(Rejection.MISSING_SIGNATURE);
    }

    @Test
    void noItemsAreNoProof() {
        for (String body : List.of(items(), "{\"items\":{}}", "{}", "[]", "x")) {
            assertThat(reason(VERIFIER, request(body))).hasValue(Rejection.MISSING_SIGNATURE);
        }
    }

    @Test
    void endlessListsAreRefusedUnread() {
        String many = IntStream.range(0, 1001).mapToObj(i -> ONE).collect(Collectors.joining(","));

        assertThat(reason(VERIFIER, request("{\"items\":[" + many + "]}")))
                .hasValue(Rejection.MISSING_SIGNATURE);
    }

    @Test
    void tokensOfItemsMustAllBeTheToken() {
        Verifier verifier =
                new TokenScheme(value("json:/value/*/state"), "", Coding.UTF8)
                        .with(List.of("the-state"));

        assertThat(reason(verifier, request("{\"value\":[{\"state\":\"the-state\"}]}"))).isEmpty();
        assertThat(
                        reason(
                                verifier,
                                request(
                                        "{\"value\":[{\"state\":\"the-state\"},{\"state\":\"x\"}]}")))
                .hasValue(Rejection.WRONG_TOKEN);
    }

    private static String items(String... items) {
        return "{\"items\":[" + String.join(",", items) + "]}";
    }

    private static String hash(String text) {
        return java.util.HexFormat.of()
                .formatHex(digest().digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static java.security.MessageDigest digest() {
        try {
            return java.security.MessageDigest.getInstance("SHA-256");
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
