package io.tidegate.route;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;

/**
 * What a jq program may do: look at the event and compute a value of bounded size.
 *
 * <p>Two fences. The scope holds no function that is not listed here, whatever the program says.
 * Before that, {@link #check} refuses at start what jackson-jq would find out only when it runs:
 * unknown functions and variables, loops, recursion, and products that could repeat a text. What
 * passes has no loops but those over values, and those are metered: see {@link Metering}.
 */
final class Sandbox {

    static final Version VERSION = Versions.JQ_1_6;

    /**
     * Left out on purpose: what loops without a bound (range, while, until, repeat, limit,
     * recurse), what takes quadratic time on a long list (add, flatten), what backtracks (all
     * regular expressions), and what looks outside (env, input, builtins, now).
     */
    static final Set<String> ALLOWED =
            names(
                    "all/0 all/1 all/2 any/0 any/1 any/2 arrays/0 ascii_downcase/0 ascii_upcase/0",
                    "booleans/0 ceil/0 contains/1 del/1 empty/0 endswith/1 error/0 error/1 first/0",
                    "first/1 floor/0 from_entries/0 fromdateiso8601/0 fromjson/0 getpath/1",
                    "group_by/1 has/1 in/1 index/1 indices/1 inside/1 iterables/0 join/1 keys/0",
                    "keys_unsorted/0 last/0 last/1 length/0 ltrimstr/1 map/1 map_values/1 max/0",
                    "max_by/1 min/0 min_by/1 not/0 nth/1 nulls/0 numbers/0 objects/0 reverse/0",
                    "rindex/1 round/0 rtrimstr/1 scalars/0 select/1 sort/0 sort_by/1 split/1",
                    "startswith/1 strings/0 to_entries/0 todateiso8601/0 tojson/0 tonumber/0",
                    "tostring/0 type/0 unique/0 unique_by/1 utf8bytelength/0 values/0",
                    "with_entries/1 @base64/0 @base64d/0 @html/0 @json/0 @text/0 @uri/0");

    /** What the allowed functions are made of. */
    private static final Set<String> INNER = names("path/1 delpaths/1 explode/0 implode/0");

    private static final Scope FUNCTIONS = load();

    private Sandbox() {}

    /** The functions there are; never changed, so that all event loops can share it. */
    static Scope functions() {
        return FUNCTIONS;
    }

    /**
     * Looks at the whole program, also at the parts that a sample would not reach.
     *
     * @throws IllegalArgumentException if it does something that is not allowed
     */
    static void check(JsonQuery query) {
        var walk = new SyntaxWalk();
        walk.visit(query);
        walk.calls().forEach(Sandbox::checkCall);
        walk.unbound()
                .forEach(
                        name -> {
                            throw new IllegalArgumentException("there is no variable $" + name);
                        });
    }

    private static void checkCall(String call) {
        if (ALLOWED.contains(call)) {
            return;
        }
        String name = call.substring(0, call.indexOf('/'));
        String others =
                ALLOWED.stream()
                        .filter(known -> known.startsWith(name + "/"))
                        .sorted()
                        .collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
                others.isEmpty()
                        ? "function " + call + " does not exist here; there are " + listed()
                        : "function " + call + " does not exist here; did you mean " + others);
    }

    private static String listed() {
        return ALLOWED.stream()
                .map(call -> call.substring(0, call.indexOf('/')))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Scope load() {
        var scope = Scope.newEmptyScope();
        // The listing gets our own scope, in which functions written in jq find each other.
        BuiltinFunctionLoader.getInstance()
                .listFunctions(Sandbox.class.getClassLoader(), VERSION, scope)
                .forEach(
                        (call, function) -> {
                            if (ALLOWED.contains(call) || INNER.contains(call)) {
                                int slash = call.lastIndexOf('/');
                                scope.addFunction(
                                        call.substring(0, slash),
                                        Integer.parseInt(call.substring(slash + 1)),
                                        Metering.of(call.substring(0, slash), function));
                            }
                        });
        return scope;
    }

    /** A set of words, from lines of words. */
    static Set<String> names(String... lines) {
        return Arrays.stream(lines)
                .flatMap(line -> Stream.of(line.split(" ")))
                .collect(Collectors.toUnmodifiableSet());
    }
}
