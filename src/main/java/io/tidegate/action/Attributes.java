package io.tidegate.action;

import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.TraceParent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a message says of its event beside the payload, by the same names for every kind of action:
 * {@code webhook-id}, which is the same at every attempt, {@code tidegate-source}, {@code
 * tidegate-type}, {@code tidegate-attempt}, {@code tidegate-received-at}, and {@code content-type}
 * and {@code traceparent} if they are known.
 */
final class Attributes {

    /** The name under which the id of the event goes. */
    static final String ID = "webhook-id";

    /** The name under which the kind of the payload goes. */
    static final String CONTENT_TYPE = "content-type";

    private static final String JSON = "application/json";

    private Attributes() {}

    /**
     * The attributes of one attempt, in a fixed order. Values come from senders: they may hold any
     * character.
     */
    static Map<String, String> of(Delivery delivery) {
        Event event = delivery.stored().event();
        var attributes = new LinkedHashMap<String, String>();
        attributes.put(ID, delivery.id().toString());
        attributes.put("tidegate-source", event.source());
        attributes.put("tidegate-type", event.type());
        attributes.put("tidegate-attempt", Integer.toString(delivery.attempt()));
        attributes.put("tidegate-received-at", event.receivedAt().toString());
        Chain.written(event).ifPresent(chain -> attributes.put(Chain.HEADER, chain));
        TraceParent.of(event.headers())
                .ifPresent(place -> attributes.put(TraceParent.HEADER, place.toString()));
        contentType(delivery).ifPresent(type -> attributes.put(CONTENT_TYPE, type));
        return attributes;
    }

    /** What the payload is: the sender's word for the body, JSON for what a transform made. */
    static Optional<String> contentType(Delivery delivery) {
        return delivery.isTransformed()
                ? Optional.of(JSON)
                : delivery.stored().event().headers().first(CONTENT_TYPE);
    }
}
