package io.tidegate.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What comes to light while one file is read; belongs to the thread that reads it. */
final class Findings {

    private final String file;
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Findings(String file) {
        this.file = file;
    }

    /** Remembers where a value stands. */
    void visit(Place place) {
        lines.putIfAbsent(place.path(), place.line());
    }

    /** The same place on the line that was visited, if it was. */
    Place written(Place place) {
        return new Place(place.path(), lines.getOrDefault(place.path(), place.line()));
    }

    /** Remembers what is wrong with a value. */
    void report(Place place, String text) {
        problems.add(new Problem(file, place.line(), place.path(), text));
    }

    /** Whether the value at this place, or something beneath it, is wrong. */
    boolean isWrong(Place place) {
        return problems.stream().anyMatch(it -> it.isWithin(place.path()));
    }

    /** The problems in the order of the file. */
    List<Problem> problems() {
        return problems.stream().sorted().toList();
    }

    /** Where everything stands. */
    Positions positions() {
        return new Positions(file, lines);
    }

    /** Findings of the same file that nobody will look at. */
    Findings unheard() {
        return new Findings(file);
    }
}
