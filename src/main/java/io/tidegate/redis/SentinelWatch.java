package io.tidegate.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks all sentinels at once, on connections that are kept. Whoever comes while they are asked
 * shares the next question with others. Owned by one event loop.
 */
final class SentinelWatch implements MasterWatch {

    private final List<SentinelLine> lines;
    private final Consumer<SentinelAnswer> listener;
    private boolean isAsking;
    private Optional<Round> next = Optional.empty();

    /** A question that waits until the one before it is answered, and all who wait with it. */
    private record Round(Located located, Promise<Void> verdict) {}

    /** Tells {@code listener} every answer. */
    SentinelWatch(Vertx vertx, FreshConfig config, Consumer<SentinelAnswer> listener) {
        lines =
                config.last().uris().stream()
                        .map(uri -> new SentinelLine(vertx, config, uri))
                        .toList();
        this.listener = listener;
    }

    @Override
    public Future<Void> affirm(Located located) {
        if (!isAsking) {
            return askAll(located);
        }
        var round = next.filter(it -> it.located().isSameMasterAs(located));
        if (round.isEmpty() && next.isPresent()) {
            // Of a connection that is lost by now.
            next.get().verdict().fail(Located.SUPERSEDED);
        }
        next = round.or(() -> Optional.of(new Round(located, Promise.promise())));
        return next.get().verdict().future();
    }

    private void askNext() {
        isAsking = false;
        var round = next;
        next = Optional.empty();
        round.ifPresent(it -> askAll(it.located()).onComplete(it.verdict()));
    }

    private Future<Void> askAll(Located located) {
        isAsking = true;
        int awaited = (int) lines.stream().filter(line -> !line.isMissing()).count();
        var tally = new SentinelTally(located, lines.size(), awaited);
        lines.forEach(line -> ask(line, !line.isMissing(), tally));
        return tally.verdict().onComplete(verdict -> askNext());
    }

    private void ask(SentinelLine line, boolean isAwaited, SentinelTally tally) {
        line.ask()
                .onSuccess(listener::accept)
                .onComplete(
                        answer -> tally.said(answer, isAwaited),
                        failure -> tally.silent(isAwaited));
    }

    @Override
    public void close() {
        lines.forEach(SentinelLine::close);
    }
}
