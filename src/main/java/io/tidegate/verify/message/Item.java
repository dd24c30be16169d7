package io.tidegate.verify.message;

import java.util.Map;

/**
 * A single value with parameters.
 *
 * @param value the value
 * @param parameters by name, in order
 */
record Item(BareItem value, Map<String, BareItem> parameters) implements Member {

    Item {
        parameters = Member.ordered(parameters);
    }

    @Override
    public String written() {
        return value.written() + Member.written(parameters);
    }
}
