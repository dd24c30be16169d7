package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryBreakException;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * A function of the library that takes steps for what it does in one go.
 *
 * @param function what is metered
 * @param cost how many
 */
record MeteredFunction(Function function, Cost cost) implements Function {

    /** Functions whose work does not just follow the surface of their input. */
    private static final Map<String, Cost> COSTS =
            Map.ofEntries(
                    Map.entry("type", Cost.LEAST),
                    Map.entry("has", Cost.LEAST),
                    Map.entry("not", Cost.LEAST),
                    Map.entry("empty", Cost.LEAST),
                    Map.entry("error", Cost.LEAST),
                    Map.entry("length", Cost.LEAST),
                    Map.entry("getpath", Cost.LEAST),
                    Map.entry("path", Cost.PATHS),
                    Map.entry("to_entries", Cost.ENTRIES),
                    Map.entry("tojson", Cost.WHOLE),
                    Map.entry("tostring", Cost.WHOLE),
                    Map.entry("join", Cost.JOIN),
                    Map.entry("@base64", Cost.CHARS),
                    Map.entry("@base64d", Cost.CHARS),
                    Map.entry("@html", Cost.CHARS),
                    Map.entry("@uri", Cost.CHARS),
                    Map.entry("fromjson", Cost.CHARS),
                    Map.entry("split", Cost.CHARS),
                    Map.entry("explode", Cost.CHARS),
                    Map.entry("sort_by", Cost.ORDER),
                    Map.entry("group_by", Cost.ORDER),
                    Map.entry("min_by", Cost.ORDER),
                    Map.entry("max_by", Cost.ORDER),
                    Map.entry("contains", Cost.PRODUCT),
                    Map.entry("index", Cost.PLACES),
                    Map.entry("rindex", Cost.PLACES),
                    Map.entry("indices", Cost.PLACES),
                    Map.entry("delpaths", Cost.REMOVALS));

    /** The function of this name, metered. */
    static MeteredFunction of(String name, Function function) {
        return new MeteredFunction(function, COSTS.getOrDefault(name, Cost.SURFACE));
    }

    /** A function that the library has as a program, whose parts are metered themselves. */
    static MeteredFunction ofProgram(Function function) {
        return new MeteredFunction(function, Cost.CALL);
    }

    @Override
    public void apply(
            Scope scope,
            List<Expression> arguments,
            JsonNode in,
            Path path,
            PathOutput output,
            Version version)
            throws JsonQueryException {
        Meter meter = Meter.current();
        cost.enter(meter, in);
        try {
            function.apply(
                    scope,
                    cost.arguments(meter, in, arguments),
                    in,
                    path,
                    cost.output(meter, output),
                    version);
        } catch (JsonQueryBreakException end) {
            throw end;
        } catch (JsonQueryException failure) {
            cost.fail(meter, in);
            throw failure;
        }
    }
}
