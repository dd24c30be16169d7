package io.tidegate.admin;

import io.tidegate.config.AdminConfig;
import io.tidegate.config.Secret;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Lets pass who knows the token. Where there is one for changes, they need it, and it opens the
 * rest as well; where none is configured, everybody passes.
 */
final class TokenGuard implements Handler<RoutingContext> {

    private static final String SCHEME = "Bearer ";

    private final Secret token;
    private final Secret writeToken;
    private final Runnable refused;

    /**
     * @param refused called for each request that does not pass
     */
    TokenGuard(AdminConfig config, Runnable refused) {
        this.token = config.token();
        this.writeToken = config.writeToken();
        this.refused = refused;
    }

    @Override
    public void handle(RoutingContext context) {
        String given = given(context.request().getHeader("Authorization"));
        boolean isWriting = WriteGuard.isWriting(context.request());
        if (isAllowed(given, isWriting)) {
            context.next();
            return;
        }
        refused.run();
        if (isWriting && isRight(token, given)) {
            AdminProblem.READ_ONLY.answer(context);
        } else {
            context.response().putHeader("WWW-Authenticate", "Bearer");
            AdminProblem.UNAUTHORIZED.answer(context);
        }
    }

    private boolean isAllowed(String given, boolean isWriting) {
        if (isRight(writeToken, given)) {
            return true;
        }
        boolean needsWriteToken = isWriting && writeToken.isPresent();
        return !needsWriteToken && (!token.isPresent() || isRight(token, given));
    }

    private static String given(@Nullable String header) {
        String text = header == null ? "" : header;
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? text.substring(SCHEME.length())
                : "";
    }

    private static boolean isRight(Secret secret, String given) {
        return secret.isPresent() && MessageDigest.isEqual(bytes(secret.value()), bytes(given));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
