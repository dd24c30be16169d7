package io.tidegate.ingress;

import io.tidegate.event.Headers;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * The header fields of one request, read in a single pass that also notes what the door must know:
 * looking the fields up one by one would walk them five times.
 */
final class Head implements BiConsumer<String, String> {

    /** What {@link #declaredBytes()} says of a request without Content-Length. */
    static final long UNDECLARED = -1;

    private String[] namesAndValues;
    private int filled;
    private int hosts;
    private long declaredBytes = UNDECLARED;
    private boolean chunked;
    private boolean encoded;
    private boolean expectsContinue;
    private boolean expectsElse;

    private Head(int fields) {
        namesAndValues = new String[2 * fields];
    }

    /** Reads the fields. Their syntax, and that lengths agree, was checked by the decoder. */
    static Head of(MultiMap fields) {
        var head = new Head(fields.size());
        fields.forEach(head);
        return head;
    }

    @Override
    public void accept(String name, String value) {
        keep(name, value);
        // By length first: most fields are none of these, and a length is known without reading.
        switch (name.length()) {
            case 4 -> hosts += name.equalsIgnoreCase("host") ? 1 : 0;
            case 6 -> noteExpectation(name, value);
            case 14 -> noteLength(name, value);
            case 16 -> noteEncoding(name, value);
            case 17 -> chunked |= name.equalsIgnoreCase("transfer-encoding");
            default -> {}
        }
    }

    /** Grows where it must: the map's size counts a name that came twice once. */
    private void keep(String name, String value) {
        if (filled == namesAndValues.length) {
            namesAndValues = Arrays.copyOf(namesAndValues, 2 * filled + 2);
        }
        namesAndValues[filled++] = name;
        namesAndValues[filled++] = value;
    }

    private void noteExpectation(String name, String value) {
        if (name.equalsIgnoreCase("expect")) {
            expectsContinue |= value.equalsIgnoreCase("100-continue");
            expectsElse |= !value.equalsIgnoreCase("100-continue");
        }
    }

    private void noteLength(String name, String value) {
        if (name.equalsIgnoreCase("content-length")) {
            declaredBytes = Long.parseLong(value);
        }
    }

    private void noteEncoding(String name, String value) {
        if (name.equalsIgnoreCase("content-encoding")) {
            encoded |= !value.isEmpty() && !value.equalsIgnoreCase("identity");
        }
    }

    /** All fields, as they came. */
    Headers headers() {
        return Headers.of(Arrays.copyOf(namesAndValues, filled));
    }

    /** How many Host fields there are; HTTP/1.1 wants exactly one. */
    int hosts() {
        return hosts;
    }

    /** The declared size of the body, or {@link #UNDECLARED}. */
    long declaredBytes() {
        return declaredBytes;
    }

    /** Whether the body comes in chunks, so that only its end tells its size. */
    boolean isChunked() {
        return chunked;
    }

    /** Whether the body is compressed or otherwise not what was signed. */
    boolean isEncoded() {
        return encoded;
    }

    /** Whether the sender holds the body back until it is told to go on. */
    boolean expectsContinue() {
        return expectsContinue;
    }

    /** Whether the sender expects something that nobody here can do. */
    boolean expectsElse() {
        return expectsElse;
    }
}
