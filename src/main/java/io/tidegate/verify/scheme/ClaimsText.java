package io.tidegate.verify.scheme;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** The claims that a sender writes. */
final class ClaimsText {

    private final StringBuilder members = new StringBuilder();

    ClaimsText add(String name, String text) {
        return member(name, quoted(text));
    }

    ClaimsText add(String name, long number) {
        return member(name, Long.toString(number));
    }

    private ClaimsText member(String name, String json) {
        if (members.length() > 0) {
            members.append(',');
        }
        members.append(quoted(name)).append(':').append(json);
        return this;
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** The claims as an object. */
    String json() {
        return "{" + members + "}";
    }

    /** The claims and, after them, the members of another object. */
    String before(byte[] object) {
        String rest = new String(object, StandardCharsets.UTF_8).strip().substring(1).strip();
        return "{" + members + (rest.equals("}") ? "" : ",") + rest;
    }
}
