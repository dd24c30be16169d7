package io.tidegate.action;

import io.tidegate.config.HttpConfig.Format;
import io.tidegate.event.Delivery;
import io.vertx.core.MultiMap;

/** What the body of a request is made of. */
@FunctionalInterface
interface BodyFormat {

    /**
     * The bytes to send.
     *
     * @param fields the header fields so far, which are changed to fit the body
     */
    byte[] write(Delivery delivery, MultiMap fields);

    /** The format of this name. */
    static BodyFormat of(Format format) {
        return switch (format) {
            case RAW -> (delivery, fields) -> delivery.payload();
            case CLOUDEVENTS_STRUCTURED -> CloudEvent::structured;
            case CLOUDEVENTS_BINARY -> CloudEvent::binary;
        };
    }
}
