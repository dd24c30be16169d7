package io.tidegate.verify.key;

import static io.tidegate.verify.Requests.NOW;
import static io.tidegate.verify.Requests.request;
import static io.tidegate.verify.Requests.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.KeyRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Evidence;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TokenGrantTest {

    private static final TokenGrant GRANT =
            TokenGrant.of("https://api.test/token", "id:pass", "https://api.test/scope");

    private final KeyShelf shelf = new KeyShelf();
    private final RemoteKeys keys =
            new RemoteKeys(
                    new KeyPlace(
                            template("https://api.test/key/{header:X-Key}"),
                            Pattern.compile("https://api\\.test/key/[a-z]+"),
                            Map.of(),
                            template(""),
                            Optional.of(GRANT)),
                    Optional.empty(),
                    KeyDocument.single("/key"),
                    new SignatureAlgorithm(SignatureAlgorithm.Family.ECDSA_DER, "SHA256"),
                    Duration.ofHours(1),
                    shelf);

    @Test
    void aTokenIsAskedForAsOAuthSays() {
        assertThat(GRANT.request())
                .isEqualTo(
                        new KeyRequest(
                                "https://api.test/token",
                                Headers.of(
                                        "Authorization",
                                        "Basic aWQ6cGFzcw==",
                                        "Content-Type",
                                        "application/x-www-form-urlencoded"),
                                "grant_type=client_credentials&scope=https%3A%2F%2Fapi.test%2Fscope"));
        assertThat(TokenGrant.of("https://api.test/token", "id:pass", "").request().body())
                .isEqualTo("grant_type=client_credentials");
        assertThat(GRANT).hasToString("https://api.test/token");
    }

    @Test
    void theTokenComesFirstThenTheKeyIsAskedForWithIt() {
        // Given   nothing
        assertThat(keys.keys(asking("a", NOW))).isEqualTo(new Keys.Missing(GRANT.request()));

        // When
        put("{\"access_token\":\"t-1\",\"expires_in\":7200}", GRANT.request(), NOW);

        // Then
        assertThat(keys.keys(asking("a", NOW))).isEqualTo(new Keys.Missing(keyRequest("t-1")));

        // When
        put("{\"key\":\"" + key() + "\"}", keyRequest("t-1"), NOW);

        // Then
        assertThat(keys.keys(asking("a", NOW))).isInstanceOf(Keys.Found.class);
    }

    @Test
    void anExpiredTokenIsAskedForAnew() {
        put("{\"access_token\":\"t-1\",\"expires_in\":600}", GRANT.request(), NOW);

        assertThat(keys.keys(asking("a", NOW.plusSeconds(539))))
                .isEqualTo(new Keys.Missing(keyRequest("t-1")));
        assertThat(keys.keys(asking("a", NOW.plusSeconds(541))))
                .isEqualTo(new Keys.Missing(GRANT.request()));
    }

    @Test
    void anAnswerWithoutATokenIsNotAskedForAgainAtOnce() {
        for (String odd : new String[] {"{}", "no json", "{\"access_token\":\"a\\nb\"}"}) {
            put(odd, GRANT.request(), NOW);

            assertThat(keys.keys(asking("a", NOW.plusSeconds(60))))
                    .isEqualTo(new Keys.Refused(Rejection.UNKNOWN_KEY));
            assertThat(keys.keys(asking("a", NOW.plusSeconds(61))))
                    .isEqualTo(new Keys.Missing(GRANT.request()));
        }
    }

    @Test
    void noTokenIsAskedForWhereTheAddressIsNotPinned() {
        assertThat(keys.keys(asking("../A", NOW)))
                .isEqualTo(new Keys.Refused(Rejection.UNKNOWN_KEY));
        assertThat(keys.keys(Evidence.of(request(""))))
                .isEqualTo(new Keys.Refused(Rejection.MISSING_VALUE));
    }

    private void put(String document, KeyRequest request, Instant now) {
        shelf.put(request, document.getBytes(StandardCharsets.UTF_8), now);
    }

    private static KeyRequest keyRequest(String token) {
        return new KeyRequest(
                "https://api.test/key/a", Headers.of("Authorization", "Bearer " + token), "");
    }

    private static Evidence asking(String key, Instant now) {
        return Evidence.of(
                new InboundRequest("POST", "/", Headers.of("X-Key", key), new byte[0], now));
    }

    private static String key() {
        try {
            var pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
            return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        } catch (java.security.NoSuchAlgorithmException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
