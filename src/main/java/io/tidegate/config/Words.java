package io.tidegate.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Answers to a word that is not among the known ones. */
final class Words {

    private Words() {}

    /**
     * What to say about {@code word} where only {@code known} ones are understood: {@code unknown
     * key 'secret'; did you mean 'secrets'?}, or all known ones if none is near.
     *
     * @param kind what the word is, as {@code key}
     */
    static String unknown(String kind, String word, Collection<String> known) {
        return "unknown "
                + kind
                + " '"
                + word
                + "'; "
                + nearest(word, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElseGet(() -> "known: " + list(known));
    }

    /** The known word that is most likely meant; empty if none is near. */
    static Optional<String> nearest(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(it -> distance(lower, it.toLowerCase(Locale.ROOT)) <= reach(word))
                .min(
                        Comparator.comparingInt(
                                        (String it) -> distance(lower, it.toLowerCase(Locale.ROOT)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    private static String list(Collection<String> known) {
        return known.isEmpty() ? "none" : String.join(", ", known);
    }

    /** How many letters may be wrong: one in short words, a third in longer ones. */
    private static int reach(String word) {
        return Math.max(1, word.length() / 3);
    }

    /** How many letters must be added, dropped or changed to get from one word to the other. */
    private static int distance(String from, String to) {
        var above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            above = nextRow(above, i, from.charAt(i - 1), to);
        }
        return above[to.length()];
    }

    private static int[] nextRow(int[] above, int row, char letter, String to) {
        var current = new int[above.length];
        current[0] = row;
        for (int j = 1; j < current.length; j++) {
            int changed = above[j - 1] + (letter == to.charAt(j - 1) ? 0 : 1);
            current[j] = Math.min(changed, 1 + Math.min(above[j], current[j - 1]));
        }
        return current;
    }
}
