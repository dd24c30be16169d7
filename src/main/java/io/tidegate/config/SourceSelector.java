package io.tidegate.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One item of a route's {@code from}: the name of a source, a pattern of names as {@code github-*},
 * or {@code provider:stripe}, or {@code label:payments}.
 */
public final class SourceSelector {

    /** The provider of a source that says itself how requests are verified. */
    public static final String CUSTOM = "custom";

    /** The provider of events that the gateway emitted itself. */
    public static final String INTERNAL = "tidegate";

    /** Providers that are in no catalogue. */
    static final Set<String> OURS = Set.of(CUSTOM, INTERNAL);

    private static final String PROVIDER = "provider:";
    private static final String LABEL = "label:";

    private final Kind kind;
    private final String word;
    private final Pattern pattern;

    private SourceSelector(Kind kind, String word) {
        this.kind = kind;
        this.word = word;
        this.pattern = patternOf(word);
    }

    /** What a selector looks at. */
    enum Kind {
        NAME,
        PATTERN,
        PROVIDER,
        LABEL
    }

    /** The selector that is written so; any text is one. */
    public static SourceSelector of(String text) {
        if (text.startsWith(PROVIDER)) {
            return new SourceSelector(Kind.PROVIDER, text.substring(PROVIDER.length()));
        }
        if (text.startsWith(LABEL)) {
            return new SourceSelector(Kind.LABEL, text.substring(LABEL.length()));
        }
        return new SourceSelector(text.contains("*") ? Kind.PATTERN : Kind.NAME, text);
    }

    /** A star stands for any characters, and for none. */
    private static Pattern patternOf(String word) {
        return Pattern.compile(
                Arrays.stream(word.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")));
    }

    /** Whether it picks this source. */
    public boolean picks(String name, SourceConfig source) {
        return picks(name, providerOf(source), source.labels());
    }

    /** Whether it picks the source of this name, provider and labels. */
    public boolean picks(String name, String provider, Collection<String> labels) {
        return switch (kind) {
            case NAME -> word.equals(name);
            case PATTERN -> pattern.matcher(name).matches();
            case PROVIDER -> word.equals(provider);
            case LABEL -> labels.contains(word);
        };
    }

    /** The provider's id in the catalogue, {@link #CUSTOM} or {@link #INTERNAL}. */
    public static String providerOf(SourceConfig source) {
        if (source.internal()) {
            return INTERNAL;
        }
        return source.provider().isEmpty() ? CUSTOM : source.provider();
    }

    Kind kind() {
        return kind;
    }

    /** What is looked for: the text less what says where. */
    String word() {
        return word;
    }
}
