package io.tidegate.bench;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerRequest;
import java.util.Random;

/**
 * The destination of a soak: notes what it takes, and answers one of a hundred attempts with 503.
 */
final class SoakSink extends VerticleBase {

    private static final double SHARE_REFUSED = 0.01;

    private final int port;
    private final SoakLedger ledger;
    private final Random random = new Random(2);

    SoakSink(int port, SoakLedger ledger) {
        this.port = port;
        this.ledger = ledger;
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer().requestHandler(this::take).listen(port, "127.0.0.1");
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> answer(request));
    }

    private void answer(HttpServerRequest request) {
        ledger.attempted();
        if (random.nextDouble() < SHARE_REFUSED) {
            request.response().setStatusCode(503).end();
            return;
        }
        ledger.taken(Integer.parseInt(request.getHeader("x-github-delivery")));
        request.response().setStatusCode(204).end();
    }
}
