package io.tidegate.verify.message;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A list of items with parameters.
 *
 * @param items possibly none
 * @param parameters those of the whole list, by name, in order
 */
record InnerList(List<Item> items, Map<String, BareItem> parameters) implements Member {

    InnerList {
        items = List.copyOf(items);
        parameters = Member.ordered(parameters);
    }

    @Override
    public String written() {
        return items.stream().map(Item::written).collect(Collectors.joining(" ", "(", ")"))
                + Member.written(parameters);
    }
}
