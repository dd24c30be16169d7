package io.tidegate.action;

import io.tidegate.config.EventTemplate;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Fills the places of templates with what is known of an event. */
final class Places {

    private static final String SUBSTITUTE = "_";

    private Places() {}

    /**
     * The text for one event.
     *
     * @param clean takes out of a value what must not stand in its place; what is written between
     *     the places is the operator's and stays as it is
     */
    static String fill(EventTemplate template, Delivery delivery, UnaryOperator<String> clean) {
        return template.fill(name -> clean.apply(value(name, delivery)));
    }

    /** Replaces what {@code unwanted} finds, and an empty value, by {@code _}. */
    static UnaryOperator<String> without(Pattern unwanted) {
        return value ->
                value.isEmpty() ? SUBSTITUTE : unwanted.matcher(value).replaceAll(SUBSTITUTE);
    }

    private static String value(String name, Delivery delivery) {
        Event event = delivery.stored().event();
        return switch (name) {
            case "id" -> delivery.id().toString();
            case "source" -> event.source();
            case "type" -> event.type();
            case "provider" -> event.provider();
            case "receivedAt" -> event.receivedAt().toString();
            default -> throw new IllegalArgumentException("no place is called " + name);
        };
    }
}
