package io.tidegate.cli;

import io.vertx.core.Future;

/** Starts a gateway; implemented by the root, which alone knows every part. */
@FunctionalInterface
public interface Launcher {

    /** Starts what {@code blueprint} describes; fails with a message for the user. */
    Future<Running> launch(Blueprint blueprint, ServeOptions options);

    /** A gateway that serves. */
    interface Running {

        /** Stops it in order: not ready, drain, stop readers, close; never fails. */
        Future<Void> stop();
    }
}
