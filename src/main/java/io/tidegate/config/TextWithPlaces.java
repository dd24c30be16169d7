package io.tidegate.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text with places in braces that are filled from an event: <code>{id}</code>, <code>
 * {source}</code>, <code>{provider}</code>, <code>{type}</code>, <code>{receivedAt}</code>, or a jq
 * program over the event that begins with a dot, as <code>{.body.user.id}</code>. Any other brace
 * stands for itself, so that JSON can be written without escapes.
 *
 * @param pieces the text in order; no two of them that are no places stand side by side
 */
public record TextWithPlaces(List<Piece> pieces) {

    private static final List<String> NAMES =
            List.of("id", "source", "provider", "type", "receivedAt");
    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z]+)}");

    /** What stands at one brace of a jq program, or is skipped: a text, a brace, all else. */
    private static final Pattern JQ_TOKEN =
            Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|[{}]|[^{}\"]+", Pattern.DOTALL);

    public TextWithPlaces {
        pieces = List.copyOf(pieces);
    }

    /**
     * A part of the text.
     *
     * @param isPlace whether it is to be filled
     * @param text the text itself, or the jq program that makes it
     */
    public record Piece(boolean isPlace, String text) {}

    /**
     * Finds the places.
     *
     * @throws IllegalArgumentException if one has an unknown name or no end
     */
    public static TextWithPlaces parse(String text) {
        var pieces = new ArrayList<Piece>();
        int from = 0;
        for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at)) {
            int end = endOfPlace(text, at);
            if (end < 0) {
                at++;
                continue;
            }
            addText(text.substring(from, at), pieces);
            pieces.add(new Piece(true, program(text.substring(at + 1, end - 1))));
            from = end;
            at = end;
        }
        addText(text.substring(from), pieces);
        return new TextWithPlaces(pieces);
    }

    /** What is wrong with a text; empty if it can be parsed. */
    static Optional<String> problem(String text) {
        try {
            parse(text);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    private static void addText(String text, List<Piece> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(false, text));
        }
    }

    private static String program(String inside) {
        return inside.startsWith(".") ? inside : "." + inside;
    }

    /** The index behind the place that begins at {@code at}; -1 if none does. */
    private static int endOfPlace(String text, int at) {
        if (text.startsWith("{.", at)) {
            return endOfProgram(text, at);
        }
        Matcher name = NAME.matcher(text).region(at, text.length());
        if (!name.lookingAt()) {
            return -1;
        }
        if (!NAMES.contains(name.group(1))) {
            throw new IllegalArgumentException(Words.unknown("place", name.group(1), NAMES));
        }
        return name.end();
    }

    private static int endOfProgram(String text, int at) {
        Matcher token = JQ_TOKEN.matcher(text).region(at, text.length());
        int open = 0;
        while (token.lookingAt()) {
            open += token.group().equals("{") ? 1 : 0;
            open -= token.group().equals("}") ? 1 : 0;
            if (open == 0) {
                return token.end();
            }
            token.region(token.end(), text.length());
        }
        throw new IllegalArgumentException("'{.' has no '}'");
    }

    /** Whether there is anything to fill. */
    public boolean hasPlaces() {
        return pieces.stream().anyMatch(Piece::isPlace);
    }

    /** The text with {@code x} in every place, to look at what stands around them. */
    String sample() {
        return pieces.stream()
                .map(piece -> piece.isPlace() ? "x" : piece.text())
                .collect(Collectors.joining());
    }
}
