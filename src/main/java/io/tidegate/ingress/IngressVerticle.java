package io.tidegate.ingress;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop of the public port: opens its share and closes it. */
final class IngressVerticle extends VerticleBase {

    private static final Logger LOGGER = LoggerFactory.getLogger(IngressVerticle.class);
    private static final int IDLE_SECONDS = 60;
    private static final int BACKLOG = 4_096;
    private static final int STOP_SECONDS = 10;
    private static final int CHECKS_PER_DEADLINE = 8;

    private final Ingress ingress;
    private final BackOffice office;
    private Supplier<Future<?>> closing = Future::succeededFuture;

    IngressVerticle(Ingress ingress, BackOffice office) {
        this.ingress = ingress;
        this.office = office;
    }

    @Override
    public Future<?> start() {
        Desk desk = ingress.openDesk(vertx, office);
        long deadline = ingress.config().requestTimeout().toNanos();
        var visits = new Visits(desk, deadline);
        var handler = new IngressHandler(desk, ingress::entrances, visits, deadline);
        HttpServer server = serverOf(handler, visits);
        closing =
                () ->
                        server.shutdown(STOP_SECONDS, TimeUnit.SECONDS)
                                .eventually(desk.store()::close);
        return server.listen(ingress.address()).onSuccess(bound -> attend(bound, visits, deadline));
    }

    private HttpServer serverOf(IngressHandler handler, Visits visits) {
        return vertx.createHttpServer(options())
                .connectionHandler(visits::enter)
                .requestHandler(handler)
                .invalidRequestHandler(handler::refuseUnreadable)
                .exceptionHandler(IngressVerticle::failed);
    }

    /** By its class alone: the decoder's words quote what a sender has sent. */
    private static void failed(Throwable cause) {
        LOGGER.atDebug().addKeyValue("error", cause.getClass().getName()).log("connection failed");
    }

    /**
     * Header limits stay at the library's 4 KiB and 8 KiB. Nothing is decompressed: signatures are
     * over the bytes on the wire, and a small body may inflate to gigabytes.
     */
    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setTcpNoDelay(true)
                .setAcceptBacklog(BACKLOG)
                .setStrictThreadMode(true);
    }

    private void attend(HttpServer bound, Visits visits, long deadlineNanos) {
        long deadlineMillis =
                Math.min(
                        TimeUnit.NANOSECONDS.toMillis(deadlineNanos),
                        ingress.patience().toMillis());
        long period =
                Math.max(1, Math.min(Pulse.PERIOD_MILLIS, deadlineMillis / CHECKS_PER_DEADLINE));
        var pulse = new Pulse(System::nanoTime);
        ingress.listening(bound.actualPort(), pulse);
        vertx.setPeriodic(
                period,
                timer -> {
                    pulse.beat();
                    visits.check();
                });
    }

    @Override
    public Future<?> stop() {
        return closing.get();
    }
}
