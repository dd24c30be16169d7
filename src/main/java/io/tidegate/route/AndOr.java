package io.tidegate.route;

import java.util.ArrayDeque;
import java.util.regex.Pattern;

/**
 * Guards against a fault of jackson-jq 1.6.2, which reads {@code a or b and c} from left to right
 * where jq binds {@code and} tighter: such a filter would quietly mean something else here.
 */
final class AndOr {

    private static final Pattern TOKEN =
            Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|#.*|[.$]?\\w+|//|[\\[({})\\]|,;:]");

    private AndOr() {}

    /**
     * Looks for an {@code and} after an {@code or} without brackets between.
     *
     * @throws IllegalArgumentException if there is one
     */
    static void check(String program) {
        var orSeen = new ArrayDeque<Boolean>();
        orSeen.push(false);
        var tokens = TOKEN.matcher(program);
        while (tokens.find()) {
            switch (tokens.group()) {
                case "(", "[", "{" -> orSeen.push(false);
                case ")", "]", "}" -> close(orSeen);
                case "|", ",", ";", ":", "//", "if", "then", "elif", "else", "end", "as" -> {
                    orSeen.pop();
                    orSeen.push(false);
                }
                case "or" -> {
                    orSeen.pop();
                    orSeen.push(true);
                }
                case "and" -> refuseAfterOr(orSeen.element());
                default -> {}
            }
        }
    }

    private static void close(ArrayDeque<Boolean> orSeen) {
        if (orSeen.size() > 1) {
            orSeen.pop();
        }
    }

    private static void refuseAfterOr(boolean orSeen) {
        if (orSeen) {
            throw new IllegalArgumentException(
                    "'or' before 'and' needs brackets; write a or (b and c), or (a or b) and c");
        }
    }
}
