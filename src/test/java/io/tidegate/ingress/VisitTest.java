package io.tidegate.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every phase of a connection has its own deadline, and each is called once. */
class VisitTest {

    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger overdue = new AtomicInteger();
    private final Visit visit = new Visit(connection());

    /** A connection that can only be closed. */
    private HttpConnection connection() {
        return (HttpConnection)
                Proxy.newProxyInstance(
                        HttpConnection.class.getClassLoader(),
                        new Class<?>[] {HttpConnection.class},
                        (proxy, method, arguments) -> {
                            assertThat(method.getName()).isEqualTo("close");
                            closed.incrementAndGet();
                            return Future.succeededFuture();
                        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000, -50, Long.MAX_VALUE - 10})
    void deadlineIsAfterWhatIsAllowedOnAnyClock(long now) {
        visit.allow(now, 100, overdue::incrementAndGet);
        visit.check(now + 100);
        assertThat(overdue).hasValue(0);
        visit.check(now + 101);
        assertThat(overdue).hasValue(1);
    }

    @Test
    void deadlineIsCalledOnce() {
        visit.allow(0, 100, overdue::incrementAndGet);
        visit.check(200);
        visit.check(1_000_000_000_000_000L);
        assertThat(overdue).hasValue(1);
        assertThat(closed).hasValue(0);
    }

    @Test
    void newPhaseStartsAnew() {
        visit.allow(0, 100, overdue::incrementAndGet);
        visit.allowThenClose(90, 100);
        visit.check(150);
        assertThat(closed).hasValue(0);
        visit.check(191);
        assertThat(closed).hasValue(1);
        assertThat(overdue).hasValue(0);
    }

    @Test
    void calmPhaseNeverEndsByItself() {
        visit.allow(0, 100, overdue::incrementAndGet);
        visit.calm();
        visit.check(1_000_000_000_000_000L);
        assertThat(overdue).hasValue(0);
        assertThat(closed).hasValue(0);
    }

    @Test
    void newVisitHasNoDeadline() {
        visit.check(1_000_000_000_000_000L);
        assertThat(closed).hasValue(0);
    }
}
