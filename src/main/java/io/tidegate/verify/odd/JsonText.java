package io.tidegate.verify.odd;

/** Texts as programming languages write them into JSON; they differ in what they escape. */
final class JsonText {

    private JsonText() {}

    /**
     * As JavaScript does: only what must be escaped is, and half characters.
     *
     * @see <a href="https://tc39.es/ecma262/#sec-quotejsonstring">ECMA-262, QuoteJSONString</a>
     */
    static String shortest(String text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPair =
                    i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
            if (isPair) {
                json.append(c).append(text.charAt(++i));
            } else {
                append(json, c, c < ' ' || Character.isSurrogate(c));
            }
        }
        return json.append('"').toString();
    }

    /**
     * As Python does: everything but ASCII is escaped.
     *
     * @see <a href="https://docs.python.org/3/library/json.html#json.dump">json.dumps,
     *     ensure_ascii</a>
     */
    static String ascii(String text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            append(json, c, c < ' ' || c > '~');
        }
        return json.append('"').toString();
    }

    private static void append(StringBuilder json, char c, boolean isEscaped) {
        switch (c) {
            case '"', '\\' -> json.append('\\').append(c);
            case '\b' -> json.append("\\b");
            case '\f' -> json.append("\\f");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> json.append(isEscaped ? "\\u%04x".formatted((int) c) : String.valueOf(c));
        }
    }
}
