package io.tidegate.verify.odd;

import io.tidegate.verify.value.Derived;
import io.tidegate.verify.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Bytes cut off from others, or brought to a length that a key must have. The count comes first,
 * the bytes are all other arguments in a row.
 */
final class Slices {

    private Slices() {}

    /** So many bytes from the start; nothing if there are fewer. */
    static Value first(List<Value> args) {
        int count = count(args);
        return Derived.unwrapped(
                bytes(args), it -> filled(it, count).map(same -> Arrays.copyOf(it, count)));
    }

    /** All bytes but so many at the start; nothing if there are fewer. */
    static Value after(List<Value> args) {
        int count = count(args);
        return Derived.unwrapped(
                bytes(args),
                it -> filled(it, count).map(same -> Arrays.copyOfRange(it, count, it.length)));
    }

    /**
     * The bytes over and over, up to so many.
     *
     * @see <a
     *     href="https://bot.q.qq.com/wiki/develop/api-v2/dev-prepare/interface-framework/event-emit.html">QQ
     *     bots, whose secret becomes a key so, read 2026-11-23</a>
     */
    static Value repeated(List<Value> args) {
        int count = count(args);
        return Derived.maybe(bytes(args), it -> filled(it, 1).map(same -> repeated(it, count)));
    }

    private static byte[] repeated(byte[] bytes, int count) {
        var all = new byte[count];
        for (int i = 0; i < count; i++) {
            all[i] = bytes[i % bytes.length];
        }
        return all;
    }

    /**
     * The bytes, and zeros behind them up to so many; nothing if there are more.
     *
     * @see <a href="https://github.com/kaiheila/api-docs">KOOK, whose key becomes one so, read
     *     2026-11-23</a>
     */
    static Value padded(List<Value> args) {
        int count = count(args);
        return Derived.maybe(
                bytes(args),
                it ->
                        it.length <= count
                                ? Optional.of(Arrays.copyOf(it, count))
                                : Optional.empty());
    }

    private static int count(List<Value> args) {
        return Arguments.atLeast(2, args).count(0);
    }

    private static Value bytes(List<Value> args) {
        return Arguments.atLeast(2, args).from(1);
    }

    private static Optional<byte[]> filled(byte[] bytes, int least) {
        return Optional.of(bytes).filter(it -> it.length >= least);
    }
}
