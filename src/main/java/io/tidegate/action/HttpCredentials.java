package io.tidegate.action;

import io.tidegate.config.HttpAuthConfig;
import io.tidegate.config.HttpAuthConfig.BasicConfig;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;

/** Makes the credentials that a destination is configured for. */
final class HttpCredentials {

    private HttpCredentials() {}

    /**
     * The credentials of one action.
     *
     * @param link what tokens are fetched over
     */
    static Credentials of(HttpAuthConfig config, HttpLink link, InstantSource clock) {
        if (config.oauth2() != null) {
            var request = new TokenRequest(link, config.oauth2(), clock);
            return new TokenCredentials(request::ask, clock);
        }
        if (config.basic() != null) {
            return Credentials.fixed(basic(config.basic()));
        }
        String bearer = config.bearer().value();
        return Credentials.fixed(bearer.isEmpty() ? "" : "Bearer " + bearer);
    }

    private static String basic(BasicConfig config) {
        String pair = config.user() + ":" + config.password().value();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
