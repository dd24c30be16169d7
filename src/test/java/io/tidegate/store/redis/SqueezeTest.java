package io.tidegate.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is squeezed comes back as it was, or not at all. */
class SqueezeTest {

    private static final int MOST = 10 << 20;

    private static byte[] text(int length) {
        var line = "{\"id\":\"evt_1\",\"amount\":100}";
        return line.repeat(1 + length / line.length())
                .substring(0, length)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise(int length) {
        var noise = new byte[length];
        new Random(7).nextBytes(noise);
        return noise;
    }

    @Test
    void largeBodyBecomesSmallerAndComesBack() {
        for (int length : new int[] {Squeeze.LARGE + 1, 1 << 20, 5 << 20}) {
            byte[] squeezed = Squeeze.squeeze(text(length)).orElseThrow();
            assertThat(squeezed.length).isLessThan(length / 10);
            assertThat(Squeeze.restore(squeezed, MOST)).isEqualTo(text(length));
        }
    }

    @Test
    void smallBodyStaysAsItIs() {
        assertThat(Squeeze.squeeze(text(Squeeze.LARGE))).isEmpty();
        assertThat(Squeeze.squeeze(new byte[0])).isEmpty();
    }

    @Test
    void bodyThatDoesNotBecomeSmallerStaysAsItIs() {
        assertThat(Squeeze.squeeze(noise(Squeeze.LARGE + 1))).isEmpty();
        assertThat(Squeeze.squeeze(noise(1 << 20))).isEmpty();
    }

    @Test
    void eachCutOffBodyIsRefused() {
        byte[] squeezed = Squeeze.squeeze(text(1 << 20)).orElseThrow();
        for (int length = 0; length < squeezed.length - 1; length += 97) {
            byte[] part = Arrays.copyOf(squeezed, length);
            assertThatThrownBy(() -> Squeeze.restore(part, MOST))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void tooLongABodyIsRefusedWithoutReservingMemory() {
        byte[] squeezed = Squeeze.squeeze(text(1 << 20)).orElseThrow();
        squeezed[0] = 0x7f;
        assertThatThrownBy(() -> Squeeze.restore(squeezed, MOST)).hasMessageContaining("no length");
        squeezed[0] = -1;
        assertThatThrownBy(() -> Squeeze.restore(squeezed, MOST)).hasMessageContaining("no length");
    }
}
