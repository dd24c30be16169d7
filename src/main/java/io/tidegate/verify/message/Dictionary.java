package io.tidegate.verify.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A header field that is a dictionary.
 *
 * @param members by key, in order
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8941#section-3.2">RFC 8941, dictionaries</a>
 */
record Dictionary(Map<String, Member> members) {

    Dictionary {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /**
     * Reads a field; empty if it is no dictionary. Never throws.
     *
     * @param lines the values of all fields of one name
     */
    static Optional<Dictionary> read(List<String> lines) {
        return FieldReader.read(String.join(", ", lines), FieldReader::dictionary);
    }

    /** What a key stands for; empty if it is not there. */
    Optional<Member> get(String key) {
        return Optional.ofNullable(members.get(key));
    }

    /** The bytes that a key stands for; empty if it is not there or stands for something else. */
    Optional<byte[]> bytes(String key) {
        return get(key).filter(Item.class::isInstance)
                .map(Item.class::cast)
                .flatMap(it -> it.value().bytes());
    }

    /** Its one spelling. */
    String written() {
        var text = new StringBuilder();
        members.forEach(
                (key, member) -> {
                    text.append(text.length() == 0 ? "" : ", ").append(key);
                    text.append(
                            member instanceof Item item && item.value().equals(BareItem.TRUE)
                                    ? Member.written(item.parameters())
                                    : "=" + member.written());
                });
        return text.toString();
    }
}
