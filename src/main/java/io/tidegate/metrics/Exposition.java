package io.tidegate.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All meters as a page for Prometheus: in OpenMetrics for who asks for it, with the examples that
 * the older format has no place for, else in that. What does not change between two scrapes is
 * rendered once. Safe for any thread.
 */
public final class Exposition {

    private final PrometheusMeterRegistry registry;
    private final Examples examples;

    /** How many meters came or went. */
    private final AtomicLong changes = new AtomicLong();

    private final Map<PageFormat, Rendered> layouts = new ConcurrentHashMap<>();

    /**
     * A layout that is good until meters change.
     *
     * @param change how many changes there had been when it was begun
     * @param isSettled whether there had been as many when the one before was: the registry tells
     *     of a meter a moment before it has it
     */
    private record Rendered(long change, boolean isSettled, Layout layout) {

        private boolean isGoodAt(long now) {
            return isSettled && change == now;
        }
    }

    /**
     * A page.
     *
     * @param contentType its format
     * @param text all of it
     */
    public record Page(String contentType, String text) {}

    /**
     * The pages of a registry.
     *
     * @param registry where the meters are
     * @param examples those of its timers
     */
    public Exposition(PrometheusMeterRegistry registry, Examples examples) {
        this.registry = registry;
        this.examples = examples;
        registry.config()
                .onMeterAdded(it -> changes.incrementAndGet())
                .onMeterRemoved(it -> changes.incrementAndGet());
    }

    /**
     * Writes the page; takes milliseconds, so not on an event loop.
     *
     * @param accept what the client takes, as its header says it; may be empty
     */
    public Page page(String accept) {
        var format = PageFormat.of(accept);
        return new Page(format.contentType(), layout(format).write());
    }

    private Layout layout(PageFormat format) {
        long change = changes.get();
        var known = layouts.get(format);
        if (known != null && known.isGoodAt(change)) {
            return known.layout();
        }
        boolean isSettled = known != null && known.change() == change;
        var layout = Layout.of(registry, format, examples);
        layouts.put(format, new Rendered(change, isSettled, layout));
        return layout;
    }
}
