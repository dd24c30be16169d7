package io.tidegate.verify.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a key of a dictionary stands for: an item or a list of items, either with parameters. */
sealed interface Member permits Item, InnerList {

    /** Its one spelling in a field. */
    String written();

    /** A copy that keeps its order, which is part of the spelling but not of equality. */
    static Map<String, BareItem> ordered(Map<String, BareItem> parameters) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The spelling of parameters, each after a semicolon. */
    static String written(Map<String, BareItem> parameters) {
        var text = new StringBuilder();
        parameters.forEach(
                (name, value) -> {
                    text.append(';').append(name);
                    if (!value.equals(BareItem.TRUE)) {
                        text.append('=').append(value.written());
                    }
                });
        return text.toString();
    }
}
