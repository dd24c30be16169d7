package io.tidegate.admin;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps web pages from changing anything. Where no token is configured, any page could have its
 * reader's browser send requests here; a browser says so with {@code Origin}, and sends JSON to a
 * stranger only after asking, which nobody answers.
 */
final class WriteGuard implements Handler<RoutingContext> {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /** Whether a request may change something. */
    static boolean isWriting(HttpServerRequest request) {
        return !READING.contains(request.method());
    }

    @Override
    public void handle(RoutingContext context) {
        var request = context.request();
        if (!isWriting(request)) {
            context.next();
        } else if (request.headers().contains("Origin")) {
            AdminProblem.BROWSER.answer(context);
        } else if (hasBody(request) && !isJson(request)) {
            AdminProblem.MEDIA.answer(context);
        } else {
            context.next();
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.headers().get("Content-Length");
        return request.headers().contains("Transfer-Encoding")
                || (length != null && !length.equals("0"));
    }

    private static boolean isJson(HttpServerRequest request) {
        String type = request.headers().get("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
    }
}
