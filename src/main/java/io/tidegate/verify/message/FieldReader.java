package io.tidegate.verify.message;

import io.tidegate.verify.message.BareItem.Kind;
import io.tidegate.verify.value.Coding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a structured field, piece by piece. Used once.
 *
 * <p>Two readers must not read one proof differently, so it is stricter than it would have to be: a
 * key that comes twice makes the field unreadable, where others let the last one count, and base64
 * has one spelling only. Dates and display strings, which came later, are not read.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8941#section-4.2">RFC 8941, parsing</a>
 */
final class FieldReader {

    private static final Pattern KEY = Pattern.compile("[a-z*][a-z0-9_.*-]*");
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:[0-9]{1,12}\\.[0-9]{1,3}(?![0-9.])|[0-9]{1,15}(?![0-9.]))");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*");
    private static final Pattern BYTES = Pattern.compile(":([A-Za-z0-9+/=]*):");
    private static final Pattern BOOLEAN = Pattern.compile("\\?([01])");
    private static final Pattern BLANKS = Pattern.compile(" *");
    private static final Pattern WHITE_SPACE = Pattern.compile("[ \t]*");

    private final String text;
    private final Matcher matcher;
    private int at;

    private FieldReader(String text) {
        this.text = text;
        matcher = BLANKS.matcher(text);
    }

    /** The field is not well formed; told to nobody but {@link #read}. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable() {
            super("unreadable", null, false, false);
        }
    }

    /** What the whole text stands for; empty if it is not well formed. Never throws. */
    static <T> Optional<T> read(String text, Function<FieldReader, T> what) {
        var reader = new FieldReader(text);
        try {
            reader.take(BLANKS);
            T result = what.apply(reader);
            reader.take(BLANKS);
            return reader.isAtEnd() ? Optional.of(result) : Optional.empty();
        } catch (Unreadable malformed) {
            return Optional.empty();
        }
    }

    Dictionary dictionary() {
        var members = new LinkedHashMap<String, Member>();
        boolean goesOn = !isAtEnd();
        while (goesOn) {
            String key = take(KEY);
            putOnce(members, key, skip('=') ? member() : new Item(BareItem.TRUE, parameters()));
            take(WHITE_SPACE);
            goesOn = skip(',');
            take(goesOn ? WHITE_SPACE : BLANKS);
        }
        return new Dictionary(members);
    }

    Item item() {
        BareItem value = bareItem();
        return new Item(value, parameters());
    }

    private Member member() {
        return skip('(') ? innerList() : item();
    }

    private InnerList innerList() {
        var items = new ArrayList<Item>();
        take(BLANKS);
        while (!skip(')')) {
            items.add(item());
            if (take(BLANKS).isEmpty() && !isNext(')')) {
                throw new Unreadable();
            }
        }
        return new InnerList(items, parameters());
    }

    private Map<String, BareItem> parameters() {
        var parameters = new LinkedHashMap<String, BareItem>();
        while (skip(';')) {
            take(BLANKS);
            String name = take(KEY);
            putOnce(parameters, name, skip('=') ? bareItem() : BareItem.TRUE);
        }
        return parameters;
    }

    private static <T> void putOnce(Map<String, T> map, String key, T value) {
        if (map.put(key, value) != null) {
            throw new Unreadable();
        }
    }

    private BareItem bareItem() {
        char first = isAtEnd() ? ' ' : text.charAt(at);
        return switch (first) {
            case '"' -> BareItem.string(quoted());
            case ':' -> new BareItem(Kind.BYTES, base64(inside(BYTES)));
            case '?' -> new BareItem(Kind.BOOLEAN, inside(BOOLEAN));
            default ->
                    first == '-' || (first >= '0' && first <= '9')
                            ? number(take(NUMBER))
                            : new BareItem(Kind.TOKEN, take(TOKEN));
        };
    }

    private String quoted() {
        var content = new StringBuilder();
        at++;
        while (!skip('"')) {
            boolean isEscaped = skip('\\');
            char c = isAtEnd() ? 0 : text.charAt(at);
            boolean mayStand = isEscaped ? c == '"' || c == '\\' : c >= ' ' && c <= '~';
            if (!mayStand) {
                throw new Unreadable();
            }
            content.append(c);
            at++;
        }
        return content.toString();
    }

    private static String base64(String written) {
        return Coding.BASE64.decode(written).map(bytes -> written).orElseThrow(Unreadable::new);
    }

    private static BareItem number(String written) {
        if (written.indexOf('.') < 0) {
            return BareItem.integer(Long.parseLong(written));
        }
        BigDecimal number = new BigDecimal(written).stripTrailingZeros();
        return new BareItem(
                Kind.DECIMAL, number.setScale(Math.max(1, number.scale())).toPlainString());
    }

    private String inside(Pattern pattern) {
        take(pattern);
        return matcher.group(1);
    }

    /** What the pattern matches here, and moves behind it. */
    private String take(Pattern pattern) {
        matcher.usePattern(pattern).region(at, text.length()).useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            throw new Unreadable();
        }
        at = matcher.end();
        return matcher.group();
    }

    private boolean skip(char wanted) {
        boolean isThere = isNext(wanted);
        at += isThere ? 1 : 0;
        return isThere;
    }

    private boolean isNext(char wanted) {
        return !isAtEnd() && text.charAt(at) == wanted;
    }

    private boolean isAtEnd() {
        return at == text.length();
    }
}
