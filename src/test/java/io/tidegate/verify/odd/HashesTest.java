package io.tidegate.verify.odd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashesTest {

    /** The vectors of the Keccak team, and hashes of Ethereum that everybody there knows. */
    @ParameterizedTest
    @CsvSource({
        "'', c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        "abc, 4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
        "'Transfer(address,address,uint256)',"
                + " ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
    })
    void keccakIsThatOfBeforeTheStandard(String text, String hash) {
        assertThat(hex("KECCAK256", text)).isEqualTo(hash);
    }

    @Test
    void keccakOfManyBlocksIsTheSameHoweverItIsFed() {
        byte[] bytes = "tide".repeat(200).getBytes(StandardCharsets.UTF_8);
        MessageDigest one = Hashes.of("KECCAK256").get();
        for (byte b : bytes) {
            one.update(b);
        }

        assertThat(one.digest()).isEqualTo(Hashes.of("KECCAK256").get().digest(bytes));
        assertThat(one.digest(new byte[0])).startsWith(0xc5, 0xd2).hasSize(32);
    }

    @Test
    void hashesOfJavaAreFoundByTheirShortNames() {
        assertThat(hex("MD5", "abc")).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
        assertThat(hex("SHA224", "abc")).startsWith("23097d22");
        assertThat(hex("SHA384", "abc")).startsWith("cb00753f");
    }

    private static String hex(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Hashes.of(name).get().digest(bytes));
    }
}
