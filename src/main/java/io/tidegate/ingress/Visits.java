package io.tidegate.ingress;

import io.vertx.core.http.HttpConnection;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The open connections of one event loop, which owns this. A periodic walk over all of them costs
 * less than a timer for each request: starting and ending a phase are two assignments.
 */
final class Visits {

    private final IdentityHashMap<HttpConnection, Visit> open = new IdentityHashMap<>();
    private final Desk desk;
    private final long headNanos;

    /**
     * @param headNanos how long a sender may take to the end of its first head
     */
    Visits(Desk desk, long headNanos) {
        this.desk = desk;
        this.headNanos = headNanos;
    }

    /** Takes a connection in, or closes it if too many are open. */
    void enter(HttpConnection connection) {
        if (!desk.admission().enter()) {
            desk.meters().connectionRefused();
            connection.close();
            return;
        }
        var visit = new Visit(connection);
        visit.allowThenClose(desk.now(), headNanos);
        open.put(connection, visit);
        connection.closeHandler(closed -> leave(connection));
    }

    private void leave(HttpConnection connection) {
        if (open.remove(connection) != null) {
            desk.admission().leave();
        }
    }

    /** The visit of an open connection; of one that has just closed, a visit that nobody checks. */
    Visit of(HttpConnection connection) {
        Visit visit = open.get(connection);
        return visit == null ? new Visit(connection) : visit;
    }

    /** Ends what has lasted too long. */
    void check() {
        long now = desk.now();
        // A copy: what is overdue may close its connection, and so leave the map.
        List.copyOf(open.values()).forEach(visit -> visit.check(now));
    }
}
