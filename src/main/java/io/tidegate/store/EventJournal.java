package io.tidegate.store;

import io.tidegate.event.Event;
import io.vertx.core.Future;
import java.util.List;

/**
 * Keeps events on the disk of this machine while the store is away, in the order in which they
 * came, until they are moved into the store. What it promises is less than the store: the event is
 * gone if this disk is. Safe for any thread; futures complete on the event loop of the caller.
 */
public interface EventJournal {

    /** Whether one more event is likely to fit. No I/O. */
    boolean hasRoom();

    /**
     * Keeps an event. Succeeds when it is on the disk; fails with {@link StoreException} if it does
     * not fit or cannot be written. Calls made while others are written share one write.
     */
    Future<Void> append(Event event);

    /**
     * The oldest events, at most {@code max} of them and a few megabytes; empty if there is none.
     */
    Future<List<Event>> oldest(int max);

    /** Forgets so many of the oldest events, which are in the store now. */
    Future<Void> forget(int count);

    /** How many events there are. No I/O. */
    long events();

    /** How long the file is. No I/O. */
    long bytes();

    /** Lets go of the file, which stays; never fails. */
    Future<Void> close();
}
