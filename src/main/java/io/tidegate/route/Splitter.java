package io.tidegate.route;

import io.tidegate.event.Event;
import io.tidegate.event.Headers;
import io.tidegate.event.StoredEvent;
import java.util.zip.CRC32;

/**
 * Makes the parts of one event. A part is an event with a body of its own, and its id is that of
 * the whole with the part's number and a checksum of its body: {@code
 * 7-1763900000000-3.2-9f86d081}.
 *
 * <p>So an event that is routed again has the same parts under the same ids: what was parked or
 * delivered before a crash is known again. If the transform has changed in between, a part that is
 * another now has another id: what is parked stays parked, and is delivered as it was.
 */
final class Splitter {

    /** True of the body that was received, and of no part of it. */
    private static final String[] ABOUT_THE_BODY = {
        "content-type", "content-encoding", "content-md5", "digest", "content-digest"
    };

    private final StoredEvent whole;
    private final Headers headers;
    private int number;

    Splitter(StoredEvent whole) {
        this.whole = whole;
        this.headers = headers(whole.event().headers());
    }

    private static Headers headers(Headers ofTheWhole) {
        Headers kept = ofTheWhole;
        for (String name : ABOUT_THE_BODY) {
            kept = kept.without(name);
        }
        return kept.plus("content-type", "application/json");
    }

    /** The next part, which has this JSON as its body. */
    StoredEvent next(byte[] body) {
        number++;
        var checksum = new CRC32();
        checksum.update(body);
        Event event = whole.event();
        return new StoredEvent(
                whole.id().part(String.format("%d-%08x", number, checksum.getValue())),
                new Event(
                        event.source(),
                        event.provider(),
                        event.type(),
                        event.dedupKey(),
                        event.receivedAt(),
                        headers,
                        body));
    }
}
