package io.tidegate.redis;

import io.vertx.core.Future;

/**
 * Finds out whether a server is still the master after something was written to it. Owned by one
 * event loop.
 *
 * <p>That replicas have confirmed a write is not enough: once one of them was promoted, another
 * goes on confirming to the old master for a while, and what both have then is thrown away.
 */
public interface MasterWatch {

    /** Where nobody can put another server in the place of the one there is. */
    MasterWatch NONE =
            new MasterWatch() {
                @Override
                public Future<Void> affirm(Located located) {
                    return Future.succeededFuture();
                }

                @Override
                public void close() {}
            };

    /**
     * Completes if at some moment after this call the server was the master, and nobody was about
     * to replace it, as far as those say who decide it. Fails within a second, with a message for
     * people; with {@link Located#SUPERSEDED} if it is to be left.
     */
    Future<Void> affirm(Located located);

    /** Closes all connections. */
    void close();
}
