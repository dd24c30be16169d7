package io.tidegate.store.redis;

import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks at stored events without reading them. */
final class Listing {

    private static final Comparator<StoredEvent> NEWEST_FIRST =
            Comparator.comparing(
                    StoredEvent::id,
                    Comparator.comparingLong(EventId::millis)
                            .thenComparingLong(EventId::sequence)
                            .reversed());

    private final Link link;
    private final Keys keys;
    private final Groups groups;

    Listing(Link link, Keys keys, Groups groups) {
        this.link = link;
        this.keys = keys;
        this.groups = groups;
    }

    Future<List<StoredEvent>> list(int max) {
        return groups.readable()
                .compose(shards -> Future.all(shards.stream().map(it -> newest(it, max)).toList()))
                .map(
                        all ->
                                all.<List<StoredEvent>>list().stream()
                                        .flatMap(List::stream)
                                        .sorted(NEWEST_FIRST)
                                        .limit(max)
                                        .toList());
    }

    private Future<List<StoredEvent>> newest(int shard, int max) {
        return link.send(
                        keys.events(shard),
                        Request.cmd(Command.XREVRANGE)
                                .arg(keys.events(shard))
                                .arg("+")
                                .arg("-")
                                .arg("COUNT")
                                .arg(max))
                .map(entries -> Entries.view(shard, entries));
    }

    Future<Optional<StoredEvent>> find(EventId id) {
        if (id.shard() >= keys.shards()) {
            return Future.succeededFuture(Optional.empty());
        }
        return link.send(
                        keys.events(id.shard()),
                        Request.cmd(Command.XRANGE)
                                .arg(keys.events(id.shard()))
                                .arg(id.entry())
                                .arg(id.entry()))
                .map(entries -> Entries.view(id.shard(), entries).stream().findFirst());
    }
}
