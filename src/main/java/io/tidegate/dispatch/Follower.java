package io.tidegate.dispatch;

import io.vertx.core.Future;

/** A verticle that goes over to another plan when it is told to. Called on any thread. */
@FunctionalInterface
interface Follower {

    /** Makes ready for a plan; fails if it cannot be carried out, and then nothing has changed. */
    Future<Change> prepare(Plan next);

    /** What one verticle has made ready. */
    interface Change {

        /** Works by the plan from now on; completes when it does, and never fails. */
        Future<Void> make();

        /** Forgets about it. */
        void drop();
    }
}
