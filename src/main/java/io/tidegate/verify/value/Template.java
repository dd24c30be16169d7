package io.tidegate.verify.value;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Text with values in braces, as <code>{sig:t}.{body}</code>: what a sender signs, what a handshake
 * is answered with, or an id made of several values. A brace before anything but a lower-case
 * letter or a dollar sign stands for itself, so that JSON can be written without escapes.
 */
public final class Template implements Value {

    private final List<Value> pieces;

    private Template(List<Value> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /** The values one after the other. */
    public static Template of(List<Value> pieces) {
        return new Template(pieces);
    }

    /**
     * The bytes, piece by piece; the body is the request's own array, not a copy. Empty if a value
     * is not there.
     */
    public Optional<List<byte[]>> pieces(Evidence evidence) {
        var bytes = new ArrayList<byte[]>(pieces.size());
        for (Value piece : pieces) {
            Optional<byte[]> part = piece.bytes(evidence);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            bytes.add(part.get());
        }
        return Optional.of(bytes);
    }

    @Override
    public Optional<byte[]> bytes(Evidence evidence) {
        if (pieces.size() == 1) {
            return pieces.get(0).bytes(evidence);
        }
        return pieces(evidence).map(Template::joined);
    }

    private static byte[] joined(List<byte[]> parts) {
        var all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** The whole as text; empty if a value is not there. */
    @Override
    public Optional<String> in(Evidence evidence) {
        var text = new StringBuilder();
        for (Value piece : pieces) {
            Optional<String> part = piece.in(evidence);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            text.append(part.get());
        }
        return Optional.of(text.toString());
    }

    /** A sender can write where a template is nothing but one value. */
    @Override
    public Evidence put(Evidence evidence, String text) {
        return pieces.size() == 1 ? pieces.get(0).put(evidence, text) : evidence;
    }

    @Override
    public List<Value> parts() {
        return pieces;
    }

    @Override
    public boolean isOurs() {
        return pieces.stream().allMatch(Value::isOurs);
    }

    /** The values between the constant texts. */
    public List<Value> values() {
        return pieces.stream().filter(piece -> !(piece instanceof ConstantValue)).toList();
    }
}
