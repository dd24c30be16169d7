package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;

/**
 * What became of the dead letters that were meant.
 *
 * @param destination whose they are
 * @param matched how many were meant
 * @param done with how many of them it was done
 * @param word what was done
 * @param isComplete whether there are no others that are meant
 */
record DeadResult(String destination, int matched, int done, String word, boolean isComplete) {

    /** Reads an answer of the gateway, in which the word names how many. */
    static DeadResult of(JsonObject answer, String word) {
        return new DeadResult(
                answer.getString("destination"),
                answer.getInteger("matched"),
                answer.getInteger(word),
                word,
                answer.getBoolean("complete"));
    }

    /** Prints it on one line, and returns how the command ends. */
    int print(boolean isDryRun, PrintWriter out) {
        String more = isComplete ? "" : "; there may be more, run it again";
        out.printf(
                "%s: %d matched, %s%s%n",
                destination, matched, isDryRun ? "nothing done" : done + " " + word, more);
        out.flush();
        return isDryRun || (done == matched && isComplete) ? 0 : 1;
    }
}
