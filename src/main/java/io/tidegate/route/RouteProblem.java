package io.tidegate.route;

/**
 * What is wrong with one route of the configuration.
 *
 * @param path where it stands, as {@code routes.merged.when}
 * @param text what is wrong and what to do about it
 */
public record RouteProblem(String path, String text) {

    @Override
    public String toString() {
        return path + ": " + text;
    }
}
