package io.tidegate.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one record of its components, and tells what it refuses. */
final class RecordMaker {

    private final Findings findings;

    RecordMaker(Findings findings) {
        this.findings = findings;
    }

    /**
     * The record; empty if it refuses the values, which is then reported.
     *
     * @param values one for each component, in order
     */
    Optional<Object> make(Class<?> type, @Nullable Object[] values, Place place) {
        try {
            return Optional.of(constructorOf(type).newInstance(values));
        } catch (InvocationTargetException refusal) {
            report(type, refusal, place);
            return Optional.empty();
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(type + " cannot be made", bug);
        }
    }

    private void report(Class<?> type, InvocationTargetException refusal, Place place) {
        if (refusal.getCause() instanceof OutOfBounds bounds) {
            reportOutOfBounds(type, bounds, place);
        } else if (refusal.getCause() instanceof IllegalArgumentException cause) {
            findings.report(place, String.valueOf(cause.getMessage()));
        } else {
            throw new IllegalStateException(type + " cannot be made", refusal);
        }
    }

    private void reportOutOfBounds(Class<?> type, OutOfBounds bounds, Place place) {
        var wrong = new LinkedHashMap<Place, String>();
        bounds.wrong().forEach((name, text) -> wrong.put(placeOf(type, name, place), text));
        // What could not be read is likely to be the cause of what is missing around it.
        wrong.keySet().removeIf(findings::isWrong);
        wrong.forEach((at, text) -> findings.report(findings.written(at), text));
    }

    private static Place placeOf(Class<?> type, String name, Place place) {
        return Component.of(type).stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .map(it -> place.child(it.key()))
                .orElse(place);
    }

    private static Constructor<?> constructorOf(Class<?> type) throws NoSuchMethodException {
        return type.getDeclaredConstructor(
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new));
    }
}
