package io.tidegate.verify.odd;

import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.HeaderValue;
import io.tidegate.verify.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The header fields that the sender lists by name, each with its name as the list spells it. A
 * listed field that is absent or came twice makes the whole absent, and so does a name that must be
 * listed and is not: else a field could be moved into the value of another.
 *
 * @param names where the list of names is
 * @param separator what stands between the names, and around which blanks are dropped
 * @param binder what is put between a name and its value
 * @param joiner what is put between the fields
 * @param required names that must be listed, in lower case
 * @see <a
 *     href="https://github.com/contentful/node-apps-toolkit/blob/main/src/requests/sign-request.ts">Contentful,
 *     read 2026-11-24</a>
 * @see <a href="https://github.com/TrueLayer/truelayer-signing">TrueLayer, read 2026-11-23</a>
 */
record HeaderLines(
        Value names, String separator, String binder, String joiner, Set<String> required)
        implements Value {

    private static final int MOST = 50;

    static Value of(List<Value> args) {
        var arguments = Arguments.atLeast(4, args);
        return new HeaderLines(
                arguments.value(0),
                arguments.text(1),
                arguments.text(2),
                arguments.text(3),
                Set.copyOf(arguments.texts(4)));
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        return names.in(evidence).flatMap(list -> lines(evidence, list));
    }

    private Optional<String> lines(Evidence evidence, String list) {
        var lines = new ArrayList<String>();
        var missing = new HashSet<>(required);
        String[] listed = list.split(Pattern.quote(separator), MOST + 1);
        for (String entry : listed) {
            String name = entry.strip();
            List<String> all = evidence.request().headers().all(name);
            if (all.size() != 1) {
                return Optional.empty();
            }
            missing.remove(name.toLowerCase(Locale.ROOT));
            lines.add(name + binder + HeaderValue.decoded(all.get(0)));
        }
        boolean isGood = missing.isEmpty() && listed.length <= MOST;
        return isGood ? Optional.of(String.join(joiner, lines)) : Optional.empty();
    }

    @Override
    public List<Value> parts() {
        return List.of(names);
    }
}
