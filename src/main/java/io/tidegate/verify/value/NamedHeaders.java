package io.tidegate.verify.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The values of header fields that the sender lists by name, joined. A listed field that is absent
 * or came twice makes the whole absent.
 *
 * @param names where the list of names is
 * @param separator what stands between the names, and around which blanks are dropped
 * @param joiner what is put between the values
 */
record NamedHeaders(Value names, String separator, String joiner) implements Value {

    private static final int MOST = 50;

    @Override
    public Optional<String> in(Evidence evidence) {
        return names.in(evidence).flatMap(list -> join(evidence, list));
    }

    private Optional<String> join(Evidence evidence, String list) {
        var values = new ArrayList<String>();
        for (String name : list.strip().split(java.util.regex.Pattern.quote(separator), MOST)) {
            List<String> all = evidence.request().headers().all(name.strip());
            if (all.size() != 1) {
                return Optional.empty();
            }
            values.add(HeaderValue.decoded(all.get(0)));
        }
        return Optional.of(String.join(joiner, values));
    }

    @Override
    public List<Value> parts() {
        return List.of(names);
    }
}
