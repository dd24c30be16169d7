package io.tidegate.verify.key;

import io.tidegate.event.Headers;
import io.tidegate.event.KeyRequest;
import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.JsonPointer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The credentials of a source, which are exchanged for a token where keys are given out to
 * customers only.
 *
 * @param request what the token is asked for with
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749, client
 *     credentials</a>
 */
public record TokenGrant(KeyRequest request) {

    private static final JsonPointer TOKEN = new JsonPointer("/access_token");
    private static final JsonPointer SECONDS = new JsonPointer("/expires_in");
    private static final Duration USUAL_LIFE = Duration.ofHours(1);

    /** A token that is about to expire would do so on its way. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /**
     * A grant.
     *
     * @param url where tokens are given out
     * @param user the credentials, {@code id:secret}
     * @param scope what the token is for; empty for whatever the credentials are good for
     */
    public static TokenGrant of(String url, String user, String scope) {
        String form = "grant_type=client_credentials";
        String body =
                scope.isEmpty()
                        ? form
                        : form + "&scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8);
        var headers =
                Headers.of(
                        "Authorization",
                        "Basic " + Coding.BASE64.encode(user.getBytes(StandardCharsets.UTF_8)),
                        "Content-Type",
                        "application/x-www-form-urlencoded");
        return new TokenGrant(new KeyRequest(url, headers, body));
    }

    /** The token in a document that is still good; empty if another one is needed. */
    Optional<String> token(KeyShelf.Document document, Instant now) {
        byte[] json = document.bytes();
        Duration life =
                SECONDS.text(json, 0)
                        .filter(text -> text.matches("[0-9]{1,9}"))
                        .map(text -> Duration.ofSeconds(Long.parseLong(text)).minus(MARGIN))
                        .orElse(USUAL_LIFE);
        return TOKEN.text(json, 0)
                .filter(text -> text.matches("[\\x21-\\x7e]{1,4096}"))
                .filter(text -> document.isFresh(now, life));
    }

    /** The same request for keys with a token. */
    static KeyRequest with(String token, KeyRequest keys) {
        Headers headers = keys.headers().plus("Authorization", "Bearer " + token);
        return new KeyRequest(keys.url(), headers, keys.body());
    }

    /** Shape only: the rest is a secret. */
    @Override
    public String toString() {
        return request.toString();
    }
}
