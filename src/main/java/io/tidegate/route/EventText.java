package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.config.TextWithPlaces;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A configured text whose places are filled from an event. Never changed once made, so that all
 * event loops can share it.
 */
public final class EventText {

    private static final int MAX_CHARS = 8_192;

    private final List<Piece> pieces;

    private EventText(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /**
     * Compiles a text.
     *
     * @throws IllegalArgumentException if a place cannot be read or does what is not allowed,
     *     saying what to do
     */
    public static EventText compile(String text) {
        return compile(TextWithPlaces.parse(text));
    }

    /**
     * Compiles a text whose places are known.
     *
     * @throws IllegalArgumentException if a place cannot be read or does what is not allowed,
     *     saying what to do
     */
    public static EventText compile(TextWithPlaces text) {
        if (text.pieces().stream().mapToInt(it -> it.text().length()).sum() > MAX_CHARS) {
            throw new IllegalArgumentException("longer than " + MAX_CHARS + " characters");
        }
        return new EventText(text.pieces().stream().map(Piece::compile).toList());
    }

    /**
     * Fills the text.
     *
     * @param escape makes a value fit for where it stands; the text around places stays as it is
     * @throws TextFailure if a place has no value, or one that is no single text, number or boolean
     */
    public String fill(OpenEvent event, UnaryOperator<String> escape) {
        var filled = new StringBuilder();
        for (Piece piece : pieces) {
            filled.append(piece.in(event, escape));
        }
        return filled.toString();
    }

    /** A part of the text. */
    @FunctionalInterface
    private interface Piece {

        String in(OpenEvent event, UnaryOperator<String> escape);

        static Piece compile(TextWithPlaces.Piece piece) {
            String text = piece.text();
            if (!piece.isPlace()) {
                return (event, escape) -> text;
            }
            Jq program = Jq.compile(text);
            return (event, escape) -> escape.apply(value(program, text, event));
        }

        private static String value(Jq program, String text, OpenEvent event) {
            try {
                return program.run(event.view(), 1).stream()
                        .filter(value -> value.isValueNode() && !value.isNull())
                        .map(JsonNode::asText)
                        .findFirst()
                        .orElseThrow(() -> new TextFailure("no value for {" + text + "}"));
            } catch (JqFailure failure) {
                throw new TextFailure(failure.getMessage() + " in {" + text + "}");
            }
        }
    }
}
