package io.tidegate.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Some nodes asked at once. Each answer counts as it comes, and as soon as there are answers of
 * most, those that are silent hold up nobody.
 */
final class ClusterRound {

    private final Predicate<ClusterAnswer> note;
    private final Consumer<ClusterAnswer> noteAnew;
    private final Promise<Void> end = Promise.promise();
    private final List<ClusterAnswer> answers = new ArrayList<>();
    private boolean isNewsHeard;

    /**
     * A round that has not begun.
     *
     * @param note told each answer; says whether it counts
     * @param noteAnew told the best answer of a round of which none counts
     */
    ClusterRound(Predicate<ClusterAnswer> note, Consumer<ClusterAnswer> noteAnew) {
        this.note = note;
        this.noteAnew = noteAnew;
    }

    void ask(List<Node> nodes, Function<Node, Future<ClusterAnswer>> question) {
        var asked = new ArrayList<Future<ClusterAnswer>>();
        for (Node node : nodes) {
            asked.add(question.apply(node).onSuccess(answer -> heard(answer, nodes.size())));
        }
        Future.join(asked).onComplete(all -> over(nodes, asked));
    }

    private void heard(ClusterAnswer answer, int asked) {
        boolean isMost;
        synchronized (this) {
            answers.add(answer);
            isNewsHeard |= note.test(answer);
            isMost = answers.size() > asked / 2;
        }
        if (isMost) {
            end.tryComplete();
        }
    }

    private synchronized void over(List<Node> nodes, List<Future<ClusterAnswer>> asked) {
        if (answers.isEmpty()) {
            fail(failure(nodes, asked.stream().map(Future::cause).toList()));
            return;
        }
        if (!isNewsHeard) {
            noteAnew.accept(
                    answers.stream()
                            .max(Comparator.comparingLong(ClusterAnswer::epoch))
                            .orElseThrow());
        }
        end.tryComplete();
    }

    /** If a node has refused us, that is what a person has to know. */
    private static Throwable failure(List<Node> nodes, List<Throwable> causes) {
        var reasons = causes.stream().map(Throwable::getMessage).distinct().toList();
        return causes.stream()
                .filter(Response.class::isInstance)
                .findFirst()
                .orElseGet(
                        () ->
                                new IllegalStateException(
                                        "no node of " + nodes + " tells of it: " + reasons));
    }

    void fail(Throwable cause) {
        end.tryFail(cause);
    }

    /** Completes when most have answered or all have ended; fails if none has answered. */
    Future<Void> end() {
        return end.future();
    }
}
