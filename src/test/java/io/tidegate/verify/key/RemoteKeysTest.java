package io.tidegate.verify.key;

import static io.tidegate.verify.Requests.NOW;
import static io.tidegate.verify.Requests.template;
import static io.tidegate.verify.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.KeyRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Evidence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteKeysTest {

    private static final String KEY =
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"%s\","
                    + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";
    private static final KeyRequest FIXED =
            new KeyRequest("https://keys.test/jwks", Headers.none(), "");

    private final KeyShelf shelf = new KeyShelf();
    private final RemoteKeys keys = keys("https://keys.test/jwks", ".*");

    @Test
    void whatWasNeverFetchedIsMissing() {
        assertThat(keys.keys(asking("k1", NOW))).isEqualTo(new Keys.Missing(FIXED));
    }

    @Test
    void whatWasFetchedIsFoundByNameUntilItIsOld() {
        shelf.put(FIXED, set("k1", "k2"), NOW);

        assertThat(found(keys.keys(asking("k2", NOW)))).containsExactly("k2");
        assertThat(found(keys.keys(asking("k2", NOW.plusSeconds(3599))))).containsExactly("k2");
        assertThat(keys.keys(asking("k2", NOW.plusSeconds(3601))))
                .isEqualTo(new Keys.Missing(FIXED));
    }

    @Test
    void withoutANameAllKeysAreTried() {
        shelf.put(FIXED, set("k1", "k2"), NOW);

        assertThat(found(keys.keys(Evidence.of(request(NOW))))).containsExactly("k1", "k2");
    }

    @Test
    void anUnknownNameMakesUsAskAgainButNotMoreThanOnceAMinute() {
        shelf.put(FIXED, set("k1"), NOW);

        assertThat(keys.keys(asking("new", NOW.plusSeconds(60))))
                .isEqualTo(new Keys.Refused(Rejection.UNKNOWN_KEY));
        assertThat(keys.keys(asking("new", NOW.plusSeconds(61))))
                .isEqualTo(new Keys.Missing(FIXED));
    }

    @Test
    void anOldDocumentIsExcusedForAWhileWhenItCannotBeFetchedAnew() {
        shelf.put(FIXED, set("k1"), NOW);
        Instant later = NOW.plus(Duration.ofHours(2));

        shelf.failed(FIXED, later);

        assertThat(found(keys.keys(asking("k1", later.plusSeconds(29))))).containsExactly("k1");
        assertThat(keys.keys(asking("k1", later.plusSeconds(31))))
                .isEqualTo(new Keys.Missing(FIXED));
    }

    @Test
    void aFailureWithoutAnyDocumentExcusesNothing() {
        shelf.failed(FIXED, NOW);

        assertThat(keys.keys(asking("k1", NOW))).isEqualTo(new Keys.Missing(FIXED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.test/k.pem",
                "https://sns.eu-west-1.amazonaws.com.evil.test/k.pem",
                "http://sns.eu-west-1.amazonaws.com/k.pem",
                "https://sns.eu-west-1.amazonaws.com/k.pem?x",
                "https://user@sns.eu-west-1.amazonaws.com/k.pem",
                ""
            })
    void anAddressElsewhereIsNeverAskedFor(String url) {
        RemoteKeys pinned =
                keys(
                        "{header:X-Url}",
                        "https://sns\\.[a-z0-9-]{3,}\\.amazonaws\\.com/[\\w-]+\\.pem");

        assertThat(pinned.keys(naming(url))).isEqualTo(new Keys.Refused(Rejection.UNKNOWN_KEY));
        assertThat(pinned.keys(naming("https://sns.eu-west-1.amazonaws.com/k.pem")))
                .isInstanceOf(Keys.Missing.class);
        assertThat(pinned.keys(Evidence.of(request(NOW))))
                .isEqualTo(new Keys.Refused(Rejection.MISSING_VALUE));
    }

    @Test
    void garbledAndEmptyDocumentsHoldNoKey() {
        for (String document : List.of("", "{}", "<html>", "{\"keys\":[]}", "\u0000")) {
            shelf.put(FIXED, document.getBytes(StandardCharsets.UTF_8), NOW);

            assertThat(keys.keys(asking("k1", NOW)))
                    .isEqualTo(new Keys.Refused(Rejection.UNKNOWN_KEY));
        }
    }

    @Test
    void theShelfDoesNotGrowWithTheIdeasOfSenders() {
        for (int i = 0; i < 600; i++) {
            shelf.put(request(i), new byte[] {1}, NOW.plusSeconds(i));
        }

        assertThat(shelf.find(request(99))).isEmpty();
        assertThat(shelf.find(request(100))).isPresent();
        assertThat(shelf.find(request(599))).isPresent();
    }

    private static KeyRequest request(int i) {
        return new KeyRequest("https://keys.test/" + i, Headers.none(), "");
    }

    private RemoteKeys keys(String url, String pin) {
        return new RemoteKeys(
                new KeyPlace(
                        template(url),
                        Pattern.compile(pin),
                        Map.of(),
                        template(""),
                        Optional.empty()),
                Optional.of(value("header:X-Kid")),
                KeyDocument.jwks(""),
                JoseAlgorithm.EDDSA.signature().orElseThrow(),
                Duration.ofHours(1),
                shelf);
    }

    private static List<String> found(Keys keys) {
        return ((Keys.Found) keys).candidates().stream().map(Candidate::id).toList();
    }

    private static Evidence asking(String kid, Instant at) {
        return Evidence.of(request(at, "X-Kid", kid));
    }

    private static Evidence naming(String url) {
        return Evidence.of(request(NOW, "X-Url", url));
    }

    private static InboundRequest request(Instant at, String... headers) {
        return new InboundRequest("POST", "/", Headers.of(headers), new byte[0], at);
    }

    private static byte[] set(String... names) {
        var keys = List.of(names).stream().map(KEY::formatted).toList();
        return ("{\"keys\":[" + String.join(",", keys) + "]}").getBytes(StandardCharsets.UTF_8);
    }
}
