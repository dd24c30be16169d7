package io.tidegate.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Javadoc in the source files says, which classes no longer know. */
final class SourceJavadoc {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern RECORD =
            Pattern.compile(
                    "/\\*\\*((?:(?!\\*/).)*?)\\*/\\s*(?:public )?record (\\w+)\\(", Pattern.DOTALL);
    private static final Pattern PARAMETER =
            Pattern.compile("@param (\\w+) ((?:(?!@param).)*)", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("\\{@(?:code|link|linkplain)\\s+([^{}]*)}");
    private static final Pattern ELEMENT = Pattern.compile("</?(?:code|p)>");

    private final Map<String, String> comments = new HashMap<>();

    private SourceJavadoc() {}

    /** The comments of the records in the file in which this class is written. */
    static SourceJavadoc of(Class<?> type) {
        var javadoc = new SourceJavadoc();
        Matcher records = RECORD.matcher(textOf(type.getNestHost()));
        while (records.find()) {
            javadoc.comments.put(records.group(2), plain(records.group(1)));
        }
        return javadoc;
    }

    private static String textOf(Class<?> type) {
        try {
            return Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }

    /** What a record is; empty if nothing is written. */
    Optional<String> ofRecord(Class<?> type) {
        return comment(type).map(it -> it.replaceFirst("@param.*", "").strip());
    }

    /** What a component of a record is; empty if nothing is written. */
    Optional<String> ofComponent(Class<?> type, String name) {
        return comment(type)
                .flatMap(
                        comment ->
                                PARAMETER
                                        .matcher(comment)
                                        .results()
                                        .filter(it -> it.group(1).equals(name))
                                        .map(it -> it.group(2).strip())
                                        .findFirst());
    }

    private Optional<String> comment(Class<?> type) {
        return Optional.ofNullable(comments.get(type.getSimpleName()));
    }

    /** One line without the comment's stars and markup. */
    private static String plain(String comment) {
        String text = comment.replaceAll("(?m)^\\s*\\* ?", " ").replaceAll("\\s+", " ");
        return ELEMENT.matcher(TAG.matcher(text).replaceAll("$1")).replaceAll("").strip();
    }
}
