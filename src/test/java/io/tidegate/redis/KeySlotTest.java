package io.tidegate.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySlotTest {

    /** The check value of the specification. */
    @Test
    void sumIsThatOfXmodem() {
        assertThat(KeySlot.crc16("123456789".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(0x31C3);
    }

    /** What redis-server 7.0.15 answers to {@code CLUSTER KEYSLOT}. */
    @ParameterizedTest
    @CsvSource({
        "foo, 12182",
        "tg:{07}:events, 801",
        "{07}, 801",
        "tg:{d:größe}:due, 6075",
        "tg:workers, 9528",
        "a{}b, 13694",
        "{}{b}, 8193",
        "{{b}}c, 6215",
        "{b, 6215"
    })
    void slotIsThatOfTheServer(String key, int slot) {
        assertThat(KeySlot.of(key)).isEqualTo(slot);
    }
}
