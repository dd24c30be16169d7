package io.tidegate.admin;

import io.tidegate.config.Secret;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Lets pass who knows the token; everybody if none is configured. */
final class TokenGuard implements Handler<RoutingContext> {

    private static final String SCHEME = "Bearer ";

    private final Secret token;
    private final Runnable refused;

    /**
     * @param refused called for each request that does not pass
     */
    TokenGuard(Secret token, Runnable refused) {
        this.token = token;
        this.refused = refused;
    }

    @Override
    public void handle(RoutingContext context) {
        if (!token.isPresent() || isRight(context.request().getHeader("Authorization"))) {
            context.next();
            return;
        }
        refused.run();
        context.response().putHeader("WWW-Authenticate", "Bearer");
        AdminProblem.UNAUTHORIZED.answer(context);
    }

    private boolean isRight(@org.jspecify.annotations.Nullable String header) {
        String given = header == null ? "" : header;
        boolean isBearer = given.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return isBearer
                && MessageDigest.isEqual(
                        bytes(token.value()), bytes(given.substring(SCHEME.length())));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
