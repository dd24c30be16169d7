package io.tidegate.verify.message;

import io.tidegate.verify.value.Coding;
import java.util.Optional;

/**
 * A single value in a structured field.
 *
 * @param kind what it is
 * @param text what it says, in one spelling only: without quotes and escapes, a number without
 *     superfluous digits, bytes as base64, a truth value as 0 or 1
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8941#section-3.3">RFC 8941, items</a>
 */
record BareItem(Kind kind, String text) {

    /** The truth value that a parameter has for which none is written. */
    static final BareItem TRUE = new BareItem(Kind.BOOLEAN, "1");

    /** What a single value can be. */
    enum Kind {
        INTEGER,
        DECIMAL,
        STRING,
        TOKEN,
        BYTES,
        BOOLEAN
    }

    static BareItem integer(long number) {
        return new BareItem(Kind.INTEGER, Long.toString(number));
    }

    static BareItem string(String text) {
        return new BareItem(Kind.STRING, text);
    }

    static BareItem bytes(byte[] bytes) {
        return new BareItem(Kind.BYTES, Coding.BASE64.encode(bytes));
    }

    /** Its bytes; empty if it is something else. */
    Optional<byte[]> bytes() {
        return kind == Kind.BYTES ? Coding.BASE64.decode(text) : Optional.empty();
    }

    /** Its one spelling in a field. */
    String written() {
        return switch (kind) {
            case INTEGER, DECIMAL, TOKEN -> text;
            case STRING -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            case BYTES -> ':' + text + ':';
            case BOOLEAN -> '?' + text;
        };
    }
}
