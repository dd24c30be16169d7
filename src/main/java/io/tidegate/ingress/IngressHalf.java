package io.tidegate.ingress;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/**
 * The back office, and as its children the event loops of the port: they are closed first, so the
 * office is there for every request under way. One instance.
 */
final class IngressHalf extends VerticleBase {

    private final Ingress ingress;
    private Supplier<Future<?>> closing = Future::succeededFuture;

    IngressHalf(Ingress ingress) {
        this.ingress = ingress;
    }

    @Override
    public Future<?> start() {
        BackOffice office = ingress.openOffice(vertx);
        if (ingress.hasJournal()) {
            JournalDrain drain = ingress.openDrain(vertx);
            closing = () -> drain.close().eventually(office::close);
        } else {
            closing = office::close;
        }
        // Of a verticle whose start fails, stop is not called.
        return vertx.deployVerticle(
                        () -> new IngressVerticle(ingress, office),
                        new DeploymentOptions().setInstances(ingress.instances()))
                .recover(failure -> closing.get().transform(x -> Future.failedFuture(failure)));
    }

    @Override
    public Future<?> stop() {
        return closing.get();
    }
}
