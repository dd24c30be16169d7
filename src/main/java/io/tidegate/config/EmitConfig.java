package io.tidegate.config;

/**
 * Makes a new event of the payload, on a source of our own, from where routes take it on: workflows
 * of several steps, each as durable as the first.
 *
 * @param source the source whose event it is; best one that is {@code internal}
 * @param type its type; may hold {id}, {source}, {type}, {provider}, {receivedAt}; default {type}
 * @param maxHops how many deliveries may lead to an event before its own emission is a dead letter,
 *     1 to 64; default 8
 */
public record EmitConfig(
        String source, @Default("{type}") EventTemplate type, @Default("8") int maxHops) {

    public EmitConfig {
        new Bounds().between("maxHops", maxHops, 1, 64).check();
    }
}
