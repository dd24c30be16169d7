package io.tidegate.redis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a node says that a command is to be sent, which it has not executed.
 *
 * @param isForGood whether the slot is there from now on ({@code MOVED}); else it is on its way
 *     there, and this command alone is to go ahead, behind an {@code ASKING} ({@code ASK})
 * @param slot of the key
 * @param node who takes the command
 */
public record Redirect(boolean isForGood, int slot, Node node) {

    /** How often one command is sent on: nodes that do not agree send it to and fro. */
    public static final int MOST_FOLLOWED = 5;

    private static final Pattern TEXT = Pattern.compile("(MOVED|ASK) (\\d{1,5}) (\\S+)");

    /**
     * Reads an error reply, as {@code MOVED 3999 127.0.0.1:6381}; empty if it is another.
     *
     * @param asked who replied
     */
    public static Optional<Redirect> of(String error, Node asked) {
        Matcher parts = TEXT.matcher(error);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) >= KeySlot.COUNT) {
            return Optional.empty();
        }
        int slot = Integer.parseInt(parts.group(2));
        return Node.parse(parts.group(3), asked)
                .map(node -> new Redirect(parts.group(1).equals("MOVED"), slot, node));
    }
}
