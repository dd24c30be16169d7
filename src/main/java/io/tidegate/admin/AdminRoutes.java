package io.tidegate.admin;

import io.tidegate.metrics.Exposition;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The router of the admin port: what is open to all, then the guard, then everything else. */
final class AdminRoutes {

    private static final Logger LOGGER = LoggerFactory.getLogger(AdminRoutes.class);
    private static final long MAX_BODY_BYTES = 256 << 10;
    private static final String INDEX =
            """
            Tidegate, admin port

            /health/live                    the event loops answer
            /health/ready                   the store is usable and the gateway is not stopping
            /metrics                        for Prometheus
            /api/v1/config                  whether what is on disk is what runs; /reload: POST, read it again
            /api/v1/sources                 where webhooks come in
            /api/v1/sources/{name}/capture  POST: take one more secret of its sender's, for 10 minutes
            /api/v1/store                   how durable events are, and what to change about the server
            /api/v1/destinations            where events go
            /api/v1/routes                  which events go where, and how many did
            /api/v1/destinations/{name}/pause   POST: deliver nothing there until resumed; /resume: go on
            /api/v1/queues/{name}/lease         POST: fetch from a queue; then /ack, /extend or /release
            /api/v1/events?limit=           the newest events; &unmatched=true: which no route wants
            /api/v1/events/{id}             one event, with its body and what each route makes of it
            /api/v1/events/{id}/replay      POST: deliver it once more
            /api/v1/parked?destination=&limit=   what waits for its next attempt
            /api/v1/parked/bury             POST: give up what waits for a paused or removed destination
            /api/v1/dead?destination=&since=&limit=   what could not be delivered; DELETE: forget it
            /api/v1/dead/replay             POST: try again what could not be delivered
            """;

    private final Vertx vertx;
    private final HealthApi health;
    private final TokenGuard guard;
    private final Exposition scrape;

    AdminRoutes(Vertx vertx, HealthApi health, TokenGuard guard, Exposition scrape) {
        this.vertx = vertx;
        this.health = health;
        this.guard = guard;
        this.scrape = scrape;
    }

    /** Everything behind the guards. */
    Router router(List<Consumer<Router>> parts) {
        Router router = Router.router(vertx);
        router.route().handler(AdminRoutes::harden);
        health.mount(router);
        router.route().handler(guard);
        router.route().handler(new WriteGuard());
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        router.get("/").handler(AdminRoutes::index);
        router.get("/metrics").handler(this::metrics);
        parts.forEach(part -> part.accept(router));
        answerErrors(router);
        return router;
    }

    /** Nothing here is for a browser to keep, to guess about or to run. */
    private static void harden(RoutingContext context) {
        context.response()
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        context.next();
    }

    private static void index(RoutingContext context) {
        context.response().putHeader("Content-Type", "text/plain; charset=utf-8").end(INDEX);
    }

    /** Thousands of meters take milliseconds to write: not on an event loop. */
    private void metrics(RoutingContext context) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        vertx.executeBlocking(() -> scrape.page(accept == null ? "" : accept))
                .onComplete(
                        page ->
                                context.response()
                                        .putHeader(HttpHeaders.CONTENT_TYPE, page.contentType())
                                        .end(page.text()),
                        context::fail);
    }

    private static void answerErrors(Router router) {
        router.errorHandler(400, AdminProblem.MALFORMED::answer);
        router.errorHandler(404, AdminProblem.NOT_FOUND::answer);
        router.errorHandler(405, AdminProblem.METHOD::answer);
        router.errorHandler(413, AdminProblem.TOO_LARGE::answer);
        router.errorHandler(500, AdminRoutes::failed);
    }

    private static void failed(RoutingContext context) {
        if (context.failure() instanceof JsonInput.Malformed wrong) {
            AdminProblem.MALFORMED.answer(context, String.valueOf(wrong.getMessage()));
        } else {
            LOGGER.atError().setCause(context.failure()).log("admin request failed");
            AdminProblem.FAILED.answer(context);
        }
    }
}
