package io.tidegate.verify.value;

import java.util.ArrayList;
import java.util.List;

/** Reads one written value, character by character. Used once. */
final class ValueParser {

    private static final char END = 0;
    private static final String ENDS_NAME = "|,)\"";

    private final String text;
    private final ValueSyntax syntax;
    private int at;

    ValueParser(String text, ValueSyntax syntax) {
        this.text = text;
        this.syntax = syntax;
    }

    /**
     * The value that the whole text stands for.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    Value all() {
        Value value = alternatives();
        if (peek() != END) {
            throw unexpected();
        }
        return value;
    }

    private Value alternatives() {
        var values = new ArrayList<Value>();
        do {
            values.add(one());
        } while (skip('|'));
        return values.size() == 1 ? values.get(0) : new FirstPresent(values);
    }

    private Value one() {
        if (peek() == '"') {
            return new ConstantValue(quoted());
        }
        String word = word();
        if (skip('(')) {
            return syntax.call(word, arguments());
        }
        return at < text.length() && text.charAt(at) == ':'
                ? syntax.named(word, name())
                : syntax.word(word);
    }

    private List<Value> arguments() {
        var arguments = new ArrayList<Value>();
        if (skip(')')) {
            return arguments;
        }
        do {
            arguments.add(alternatives());
        } while (skip(','));
        if (!skip(')')) {
            throw unexpected();
        }
        return arguments;
    }

    private String word() {
        int start = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw unexpected();
        }
        return text.substring(start, at);
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '$';
    }

    /** What follows the colon: in quotes, or up to what cannot be part of a name. */
    private String name() {
        at++;
        if (peek() == '"') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && ENDS_NAME.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private String quoted() {
        int start = at + 1;
        int end = text.indexOf('"', start);
        if (end < 0) {
            throw new IllegalArgumentException("'%s' lacks a closing quote".formatted(text));
        }
        at = end + 1;
        return text.substring(start, end);
    }

    private boolean skip(char wanted) {
        boolean isThere = peek() == wanted;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private char peek() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at < text.length() ? text.charAt(at) : END;
    }

    private IllegalArgumentException unexpected() {
        String what = peek() == END ? "the end" : "'" + text.substring(at) + "'";
        return new IllegalArgumentException("%s is unexpected in '%s'".formatted(what, text));
    }
}
