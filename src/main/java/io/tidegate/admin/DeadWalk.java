package io.tidegate.admin;

import io.tidegate.event.EventId;
import io.tidegate.store.DeadLetter;
import io.tidegate.store.DeadLetters;
import io.tidegate.store.DeadRange;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One walk through the dead letters that a person means, page by page, doing something with each
 * page. A walk and not a chain: there may be a hundred thousand of them.
 */
final class DeadWalk {

    /** Small, because a filter is run over the whole page at once. */
    private static final int PAGE = 100;

    private final Vertx vertx;
    private final DeadLetters store;
    private final DeadSelection selection;
    private final Function<List<DeadLetter>, Future<Integer>> task;
    private final Promise<Result> end = Promise.promise();
    private final Set<EventId> met = new HashSet<>();
    private DeadRange rest;
    private int matched;
    private int done;

    /**
     * A walk that has not begun.
     *
     * @param task what to do with some letters; how many of them it was done with
     */
    DeadWalk(
            Vertx vertx,
            DeadLetters store,
            DeadSelection selection,
            Function<List<DeadLetter>, Future<Integer>> task) {
        this.vertx = vertx;
        this.store = store;
        this.selection = selection;
        this.task = task;
        this.rest = selection.range();
    }

    /**
     * What a walk came to.
     *
     * @param matched how many letters were meant
     * @param done with how many of them it was done
     * @param isComplete whether the walk met all there are, and was not ended by its limit
     */
    record Result(int matched, int done, boolean isComplete) {}

    /** Walks; fails where the store does, and then part of it is done. */
    Future<Result> run() {
        store.deadLetters(rest, PAGE).compose(this::visit).onComplete(this::goOn, end::fail);
        return end.future();
    }

    /** Whether there may be more. A letter met before has died anew, behind where we began. */
    private Future<Boolean> visit(List<DeadLetter> page) {
        var meant = new ArrayList<DeadLetter>();
        boolean isOver = page.isEmpty();
        for (DeadLetter letter : page) {
            isOver |= !met.add(letter.delivery().id());
            if (!isOver && selection.isMeant().test(letter)) {
                meant.add(letter);
            }
        }
        if (!isOver) {
            rest = rest.after(page.get(page.size() - 1).place());
        }
        boolean goesOn = !isOver;
        var within = meant.subList(0, Math.min(meant.size(), selection.limit() - matched));
        matched += within.size();
        return task.apply(within).onSuccess(count -> done += count).map(goesOn);
    }

    private void goOn(boolean hasMore) {
        boolean isFull = matched >= selection.limit();
        if (hasMore && !isFull) {
            // Not at once: a store that answers at once would never let the event loop go.
            vertx.runOnContext(next -> run());
        } else {
            end.complete(new Result(matched, done, !isFull));
        }
    }
}
