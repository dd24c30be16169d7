package io.tidegate.verify.odd;

import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Parameters;
import io.tidegate.verify.value.Parameters.Parameter;
import io.tidegate.verify.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Parameters in another spelling.
 *
 * @param of the text {@code a=1&b=2}
 * @param spell spells the parameters; empty if that cannot be done
 */
record ParameterText(Value of, Function<List<Parameter>, Optional<String>> spell) implements Value {

    @Override
    public Optional<String> in(Evidence evidence) {
        return of.in(evidence).flatMap(Parameters::all).flatMap(spell);
    }

    @Override
    public List<Value> parts() {
        return List.of(of);
    }
}
