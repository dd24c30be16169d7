package io.tidegate.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text with values in braces, as <code>{sig:t}.{body}</code>: what a sender signs, what a handshake
 * is answered with, or an id made of several values. A brace before anything but a lower-case
 * letter stands for itself, so that JSON can be written without escapes.
 */
public final class Template implements Value {

    private static final Pattern VALUE = Pattern.compile("\\{([a-z][^{}]*)}");

    private final List<Value> pieces;

    private Template(List<Value> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /**
     * Reads the written form.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static Template parse(String text) {
        var pieces = new ArrayList<Value>();
        var values = VALUE.matcher(text);
        int end = 0;
        while (values.find()) {
            addConstant(pieces, text.substring(end, values.start()));
            pieces.add(ValueSyntax.parse(values.group(1)));
            end = values.end();
        }
        addConstant(pieces, text.substring(end));
        return new Template(pieces);
    }

    private static void addConstant(List<Value> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new ConstantValue(text));
        }
    }

    /**
     * The bytes, piece by piece; the body is the request's own array, not a copy. Empty if a value
     * is not there.
     */
    public Optional<List<byte[]>> bytes(Evidence evidence) {
        var bytes = new ArrayList<byte[]>(pieces.size());
        for (Value piece : pieces) {
            if (piece == RequestPart.BODY) {
                bytes.add(evidence.request().body());
                continue;
            }
            Optional<String> text = piece.in(evidence);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            bytes.add(text.get().getBytes(StandardCharsets.UTF_8));
        }
        return Optional.of(bytes);
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

    @Override
    public Set<String> headers() {
        var names = new LinkedHashSet<String>();
        pieces.forEach(piece -> names.addAll(piece.headers()));
        return names;
    }

    /** The values between the constant texts. */
    List<Value> values() {
        return pieces.stream().filter(piece -> !(piece instanceof ConstantValue)).toList();
    }
}
