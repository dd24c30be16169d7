package io.tidegate.config;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How we prove to a destination who we are; at most one way.
 *
 * @param bearer a token; default none
 * @param basic user and password
 * @param oauth2 a token that is fetched with credentials of our own
 */
public record HttpAuthConfig(
        @Default("") Secret bearer, @Nullable BasicConfig basic, @Nullable OauthConfig oauth2) {

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]*");

    public HttpAuthConfig {
        long ways =
                Stream.of(bearer.isPresent(), basic != null, oauth2 != null)
                        .filter(it -> it)
                        .count();
        new Bounds()
                .that(ways <= 1, "needs one of bearer, basic and oauth2, and no more")
                .that(
                        "bearer",
                        TOKEN.matcher(bearer.value()).matches(),
                        "must be printable ASCII without spaces")
                .check();
    }

    /** Whether we prove nothing. */
    public boolean isNone() {
        return !bearer.isPresent() && basic == null && oauth2 == null;
    }

    /**
     * User and password (RFC 7617).
     *
     * @param user the name, without a colon
     * @param password the password
     */
    public record BasicConfig(String user, Secret password) {

        public BasicConfig {
            new Bounds().that("user", !user.contains(":"), "must not hold a colon").check();
        }
    }

    /**
     * The client credentials grant of OAuth 2 (RFC 6749, 4.4).
     *
     * @param url where tokens are given out
     * @param clientId who we are there
     * @param clientSecret our secret there
     * @param scope what the token is for; default whatever the server gives
     * @param send where our credentials go; default header
     * @param parameters further parameters of the request, as {@code audience}
     */
    public record OauthConfig(
            String url,
            String clientId,
            Secret clientSecret,
            @Default("") String scope,
            @Default("header") Credentials send,
            Map<String, Secret> parameters) {

        /** Where credentials go. */
        public enum Credentials {
            /** As user and password of the request. */
            HEADER,
            /** As parameters of the request. */
            BODY
        }

        public OauthConfig {
            new Bounds()
                    .that(
                            "url",
                            Addresses.isUri(url, Set.of("http", "https")),
                            "must be a whole address, as https://example.com/oauth/token")
                    .that("url", !Addresses.hasUser(url), "must not hold a user or password")
                    .that("clientId", !clientId.isBlank(), "must not be empty")
                    .check();
        }
    }
}
