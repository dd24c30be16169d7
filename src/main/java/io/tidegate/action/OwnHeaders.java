package io.tidegate.action;

import io.tidegate.config.Secret;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.TraceParent;
import io.tidegate.route.EventText;
import io.tidegate.route.OpenEvent;
import io.tidegate.route.TextFailure;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The header fields that we add: what is delivered, and what the operator wants, which wins. */
final class OwnHeaders {

    /** A line break would begin a field of the sender's making. */
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");

    /** A type that a sender made up must not cost the event. */
    private static final Pattern UNWRITABLE = Pattern.compile("[^\\x20-\\x7E]");

    private final Map<String, EventText> configured = new LinkedHashMap<>();

    /**
     * Compiles the configured fields.
     *
     * @throws IllegalArgumentException if a place cannot be read
     */
    OwnHeaders(Map<String, Secret> headers) {
        headers.forEach((name, text) -> configured.put(name, EventText.compile(text.value())));
    }

    /** Sets the fields about the delivery. */
    void about(Delivery delivery, Instant now, MultiMap fields) {
        Event event = delivery.stored().event();
        fields.set("webhook-id", delivery.id().toString());
        fields.set("webhook-timestamp", Long.toString(now.getEpochSecond()));
        fields.set("tidegate-source", event.source());
        fields.set("tidegate-type", UNWRITABLE.matcher(event.type()).replaceAll("_"));
        fields.set("tidegate-attempt", Integer.toString(delivery.attempt()));
        Chain.written(event).ifPresent(chain -> fields.set(Chain.HEADER, chain));
        fields.set("tidegate-received-at", event.receivedAt().toString());
        place(event, fields);
    }

    /** What is no place in a trace was a mistake of its sender, and is not handed on. */
    private static void place(Event event, MultiMap fields) {
        TraceParent.of(event.headers())
                .ifPresentOrElse(
                        it -> fields.set(TraceParent.HEADER, it.toString()),
                        () -> fields.remove(TraceParent.HEADER).remove(TraceParent.STATE));
    }

    /**
     * Sets the configured fields.
     *
     * @throws TextFailure if one has no value, or none that HTTP allows
     */
    void configured(OpenEvent event, MultiMap fields) {
        configured.forEach(
                (name, text) -> {
                    String value = text.fill(event, UnaryOperator.identity());
                    if (!VALUE.matcher(value).matches()) {
                        throw new TextFailure(
                                "header " + name + " would not be printable ASCII in one line");
                    }
                    fields.set(name, value);
                });
    }
}
