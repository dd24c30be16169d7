package io.tidegate.ingress;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Verdict;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Heavy checks that take until a test ends them. */
final class Slowness {

    private final CountDownLatch end = new CountDownLatch(1);
    private final Set<String> threads = ConcurrentHashMap.newKeySet();

    Judging judging() {
        return new Judging(this::judge, true, false, Door::event);
    }

    private Verdict judge(InboundRequest request) {
        threads.add(Thread.currentThread().getName());
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Door.judge(request);
    }

    /** The threads that were made to wait. */
    Set<String> threads() {
        return threads;
    }

    /** From now on nothing takes long. */
    void end() {
        end.countDown();
    }
}
