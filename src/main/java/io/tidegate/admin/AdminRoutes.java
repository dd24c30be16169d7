package io.tidegate.admin;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The router of the admin port: what is open to all, then the guard, then everything else. */
final class AdminRoutes {

    private static final Logger LOGGER = LoggerFactory.getLogger(AdminRoutes.class);
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String INDEX =
            """
            Tidegate, admin port

            /health/live                    the event loops answer
            /health/ready                   the store is usable and the gateway is not stopping
            /metrics                        for Prometheus
            /api/v1/sources                 where webhooks come in
            /api/v1/sources/{name}/capture  POST: take one more secret of its sender's, for 10 minutes
            /api/v1/destinations            where events go
            /api/v1/events?limit=           the newest events
            /api/v1/events/{id}             one event, with its body
            /api/v1/dead?destination=&limit=   what could not be delivered
            """;

    private final Vertx vertx;
    private final HealthApi health;
    private final TokenGuard guard;
    private final Supplier<String> scrape;

    AdminRoutes(Vertx vertx, HealthApi health, TokenGuard guard, Supplier<String> scrape) {
        this.vertx = vertx;
        this.health = health;
        this.guard = guard;
        this.scrape = scrape;
    }

    Router router(ConfigApi configured, EventApi events, CaptureApi captures) {
        Router router = Router.router(vertx);
        router.route().handler(AdminRoutes::harden);
        health.mount(router);
        router.route().handler(guard);
        router.get("/").handler(AdminRoutes::index);
        router.get("/metrics").handler(this::metrics);
        configured.mount(router);
        events.mount(router);
        captures.mount(router);
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
        vertx.executeBlocking(scrape::get)
                .onComplete(
                        text -> context.response().putHeader("Content-Type", PROMETHEUS).end(text),
                        context::fail);
    }

    private static void answerErrors(Router router) {
        router.errorHandler(400, AdminProblem.MALFORMED::answer);
        router.errorHandler(404, AdminProblem.NOT_FOUND::answer);
        router.errorHandler(405, AdminProblem.METHOD::answer);
        router.errorHandler(
                500,
                context -> {
                    LOGGER.atError().setCause(context.failure()).log("admin request failed");
                    AdminProblem.FAILED.answer(context);
                });
    }
}
