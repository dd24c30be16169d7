package io.tidegate.verify.message;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a signature covers: a header field, or a part of the request that is no field. Two are equal
 * whatever the order of their parameters is.
 *
 * @param name the field's name in lower case, or that of the part, as {@code @method}
 * @param parameters how the value is taken, by name, as {@code key="sha-256"}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421#section-2">RFC 9421, components</a>
 */
public record Component(String name, Map<String, BareItem> parameters) {

    static final String QUERY_PARAMETER = "@query-param";

    private static final Set<String> PARTS =
            Set.of(
                    "@method",
                    "@target-uri",
                    "@authority",
                    "@scheme",
                    "@request-target",
                    "@path",
                    "@query");

    /** Only of these we know that they are dictionaries without being told. */
    private static final Set<String> DICTIONARIES =
            Set.of("content-digest", "repr-digest", "signature", "signature-input", "priority");

    private static final Pattern FIELD_NAME = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]+");

    public Component {
        parameters = Member.ordered(parameters);
    }

    /** The component without parameters. */
    static Component named(String name) {
        return new Component(name, Map.of());
    }

    /**
     * The component that a provider file names, as {@code @method}, {@code content-digest} or
     * {@code @query-param;name="id"}.
     *
     * @throws IllegalArgumentException with a message for the user, if there is none
     */
    public static Component written(String text) {
        int end = text.indexOf(';') < 0 ? text.length() : text.indexOf(';');
        String quoted = '"' + text.substring(0, end) + '"' + text.substring(end);
        return FieldReader.read(quoted, FieldReader::item)
                .map(item -> new Component(item.value().text(), item.parameters()))
                .filter(Component::isUnderstood)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'%s' is no component; write a header field in lower case or one of %s, %s;name=\"...\""
                                                .formatted(text, PARTS, QUERY_PARAMETER)));
    }

    /** The component that a signature lists; empty if we know none such in a request. */
    static Optional<Component> listed(Item item) {
        return item.value().kind() == BareItem.Kind.STRING
                ? Optional.of(new Component(item.value().text(), item.parameters()))
                        .filter(Component::isUnderstood)
                : Optional.empty();
    }

    /** As it is listed. */
    Item item() {
        return new Item(BareItem.string(name), parameters);
    }

    /** Whether it is no header field. */
    boolean isDerived() {
        return name.startsWith("@");
    }

    /** Whether a parameter that is a mere mark is there. */
    boolean has(String mark) {
        return parameters.containsKey(mark);
    }

    /** The text of a parameter; empty if it is not there. */
    Optional<String> text(String parameter) {
        return Optional.ofNullable(parameters.get(parameter)).map(BareItem::text);
    }

    /** Trailers ({@code tr}) and parts of another message ({@code req}) are not understood. */
    private boolean isUnderstood() {
        if (name.equals(QUERY_PARAMETER)) {
            return parameters.size() == 1 && isString("name");
        }
        if (isDerived()) {
            return PARTS.contains(name) && parameters.isEmpty();
        }
        return FIELD_NAME.matcher(name).matches() && isField();
    }

    private boolean isField() {
        return switch (parameters.size()) {
            case 0 -> true;
            case 1 -> isString("key") || isMark("bs") || (isMark("sf") && isDictionary());
            case 2 -> isString("key") && isMark("sf");
            default -> false;
        };
    }

    private boolean isDictionary() {
        return DICTIONARIES.contains(name);
    }

    private boolean isString(String parameter) {
        BareItem value = parameters.get(parameter);
        return value != null && value.kind() == BareItem.Kind.STRING;
    }

    private boolean isMark(String parameter) {
        return BareItem.TRUE.equals(parameters.get(parameter));
    }
}
