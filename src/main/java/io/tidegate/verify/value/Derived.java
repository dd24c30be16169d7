package io.tidegate.verify.value;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Bytes that follow from other bytes, such as a hash of them or another spelling. */
public final class Derived implements Value {

    private final Value of;
    private final Function<byte[], Optional<byte[]>> derive;
    private final UnaryOperator<String> undo;
    private final boolean isUnwrapped;

    private Derived(
            Value of,
            Function<byte[], Optional<byte[]>> derive,
            UnaryOperator<String> undo,
            boolean isUnwrapped) {
        this.of = of;
        this.derive = derive;
        this.undo = undo;
        this.isUnwrapped = isUnwrapped;
    }

    /** Bytes that can always be derived. */
    public static Value bytes(Value of, UnaryOperator<byte[]> derive) {
        return new Derived(of, derive.andThen(Optional::of), UnaryOperator.identity(), false);
    }

    /** Bytes that may be impossible to derive. */
    public static Value maybe(Value of, Function<byte[], Optional<byte[]>> derive) {
        return new Derived(of, derive, UnaryOperator.identity(), false);
    }

    /** Bytes that were packed or enciphered, if they can be told. */
    public static Value unwrapped(Value of, Function<byte[], Optional<byte[]>> derive) {
        return new Derived(of, derive, UnaryOperator.identity(), true);
    }

    /** Another spelling of a text. */
    public static Value text(Value of, UnaryOperator<String> derive) {
        return bytes(of, bytes -> derive.apply(string(bytes)).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What a text stands for.
     *
     * @param derive reads it; empty if it stands for nothing
     * @param undo writes it again
     */
    public static Value reading(
            Value of, Function<String, Optional<byte[]>> derive, UnaryOperator<String> undo) {
        return new Derived(of, bytes -> derive.apply(string(bytes)), undo, true);
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        return bytes(evidence).map(Derived::string);
    }

    @Override
    public Optional<byte[]> bytes(Evidence evidence) {
        return of.bytes(evidence).flatMap(derive);
    }

    @Override
    public Evidence put(Evidence evidence, String text) {
        return of.put(evidence, undo.apply(text));
    }

    @Override
    public List<Value> parts() {
        return List.of(of);
    }

    @Override
    public boolean isUnwrapped() {
        return isUnwrapped;
    }

    private static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
