package io.tidegate.store.redis;

import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.StoreException;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns stream entries into events. What is no event is settled and kept aside, so that it never
 * stops the reader and never comes twice. Owned by one event loop.
 */
final class Entries {

    private static final Logger LOGGER = LoggerFactory.getLogger(Entries.class);
    private static final Script SET_ASIDE = Script.load("setaside");
    private static final int KEPT_ASIDE = 1_000;

    private final Link link;
    private final Keys keys;
    private final Incidents incidents;

    Entries(Link link, Keys keys, Incidents incidents) {
        this.link = link;
        this.keys = keys;
        this.incidents = incidents;
    }

    /** The event id for an entry id as Redis writes it, {@code 1763900000000-3}. */
    static EventId id(int shard, String entry) {
        int dash = entry.indexOf('-');
        try {
            return new EventId(
                    shard,
                    Long.parseLong(entry, 0, dash, 10),
                    Long.parseLong(entry, dash + 1, entry.length(), 10));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw StoreException.unknown("redis answered with no entry id: " + entry);
        }
    }

    /** The events of a list of entries, for whoever only looks: others are skipped. */
    static List<StoredEvent> view(int shard, Response entries) {
        var events = new ArrayList<StoredEvent>();
        for (Response entry : entries) {
            decode(shard, entry).ifPresent(events::add);
        }
        return events;
    }

    /** The events of a list of entries that this worker now answers for. */
    List<StoredEvent> take(int shard, Iterable<Response> entries) {
        var events = new ArrayList<StoredEvent>();
        for (Response entry : entries) {
            decode(shard, entry).ifPresentOrElse(events::add, () -> putAside(shard, entry));
        }
        return events;
    }

    private static Optional<StoredEvent> decode(int shard, Response entry) {
        return fields(entry)
                .flatMap(EventCodec::decode)
                .map(event -> new StoredEvent(id(shard, entry.get(0).toString()), event));
    }

    /** Empty for an entry that was pending and is gone from the stream. */
    private static Optional<Response> fields(Response entry) {
        @Nullable Response fields = entry.get(1);
        return Optional.ofNullable(fields);
    }

    private void putAside(int shard, Response entry) {
        String id = entry.get(0).toString();
        if (fields(entry).isEmpty()) {
            incidents.vanished(1);
            settle(shard, List.of(id)).onFailure(failure -> report(shard, id, failure));
            return;
        }
        LOGGER.atWarn()
                .addKeyValue("entry", keys.events(shard) + " " + id)
                .log("entry is no event; settled and kept aside");
        SET_ASIDE
                .run(
                        link,
                        List.of(keys.events(shard), keys.unreadable(shard)),
                        List.of(Keys.GROUP, id, KEPT_ASIDE))
                .onFailure(failure -> report(shard, id, failure));
    }

    private void report(int shard, String id, Throwable failure) {
        LOGGER.atWarn()
                .addKeyValue("entry", keys.events(shard) + " " + id)
                .addKeyValue("error", failure.toString())
                .log("entry is no event and could not be settled");
    }

    /** Marks entries of one shard as done with. */
    Future<Void> settle(int shard, List<String> ids) {
        var ack = Request.cmd(Command.XACK).arg(keys.events(shard)).arg(Keys.GROUP);
        ids.forEach(ack::arg);
        return link.send(keys.events(shard), ack).mapEmpty();
    }
}
