package io.tidegate.store;

import java.util.Locale;

/**
 * What an examination found out about one thing, and what to do about it.
 *
 * @param grade how bad it is
 * @param subject what was looked at, in a word or two
 * @param text what was found, one sentence without a full stop
 * @param remedy what to change; empty if nothing
 */
public record Finding(Grade grade, String subject, String text, String remedy) {

    /** How bad a finding is. */
    public enum Grade {
        /** As it should be. */
        OK,

        /** It works, and may not always. */
        WARNING,

        /** What the configuration promises cannot be kept. */
        ERROR;

        /** As people and tools read it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All is well. */
    public static Finding ok(String subject, String text) {
        return new Finding(Grade.OK, subject, text, "");
    }

    /** Somebody should look at it. */
    public static Finding warning(String subject, String text, String remedy) {
        return new Finding(Grade.WARNING, subject, text, remedy);
    }

    /** Somebody must change it. */
    public static Finding error(String subject, String text, String remedy) {
        return new Finding(Grade.ERROR, subject, text, remedy);
    }

    /** Whether something must be changed. */
    public boolean isError() {
        return grade == Grade.ERROR;
    }

    /** What is wrong and what to do, in a line. */
    public String advice() {
        return remedy.isEmpty() ? text : text + "; " + remedy;
    }
}
