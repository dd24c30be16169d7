package io.tidegate.config;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places that are filled with what is known of an event: {@code {id}}, {@code
 * {source}}, {@code {type}}, {@code {provider}} and {@code {receivedAt}}.
 *
 * @param text the text as it is written; empty if none is configured
 */
public record EventTemplate(String text) {

    private static final Collection<String> NAMES =
            List.of("id", "source", "type", "provider", "receivedAt");
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    public EventTemplate {
        PLACE.matcher(text).results().map(it -> it.group(1)).forEach(EventTemplate::checkName);
    }

    private static void checkName(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(Words.unknown("place", "{" + name + "}", places()));
        }
    }

    private static List<String> places() {
        return NAMES.stream().map(it -> "{" + it + "}").toList();
    }

    /** Whether there is a text. */
    public boolean isPresent() {
        return !text.isEmpty();
    }

    /** What is written between the places, for checks of what a protocol allows there. */
    String fixedText() {
        return PLACE.matcher(text).replaceAll("");
    }

    /**
     * The text for one event.
     *
     * @param valueOf tells what to put into the place of a name, as {@code source}
     */
    public String fill(UnaryOperator<String> valueOf) {
        return PLACE.matcher(text).replaceAll(place -> literal(place, valueOf));
    }

    private static String literal(MatchResult place, UnaryOperator<String> valueOf) {
        return Matcher.quoteReplacement(valueOf.apply(place.group(1)));
    }

    @Override
    public String toString() {
        return text;
    }
}
