package io.tidegate.config;

import java.util.Map;

/** A record was given values that it does not allow. */
final class OutOfBounds extends IllegalArgumentException {

    /** Stands for the record as a whole where a component is named. */
    static final String WHOLE = "";

    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> wrong;

    /**
     * Makes the exception.
     *
     * @param wrong by the name of the component, or {@link #WHOLE}, what it must be
     */
    OutOfBounds(Map<String, String> wrong) {
        super(wrong.toString());
        this.wrong = wrong;
    }

    /** By the name of the component, or {@link #WHOLE}, what it must be. */
    Map<String, String> wrong() {
        return wrong;
    }
}
