package io.tidegate.verify.odd;

import io.tidegate.verify.value.FunctionMaker;
import java.util.Map;

/** The functions that only a few provider files use, by name. A new one is one line here. */
public final class Oddities {

    /** By name. */
    public static final Map<String, FunctionMaker> FUNCTIONS = Map.of();

    private Oddities() {}
}
