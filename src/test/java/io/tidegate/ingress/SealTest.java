package io.tidegate.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What is sealed can be opened with the same key for the same source, and not otherwise. */
class SealTest {

    private static final String SECRET = "sécret-of-the-sender";
    private static final Seal SEAL = new Seal(new Secret("a-key-of-at-least-32-characters-"));

    @Test
    void sealedSecretIsOpenedAgain() {
        assertThat(SEAL.open("shop", SEAL.seal("shop", SECRET))).contains(SECRET);
    }

    @Test
    void sealedSecretShowsNothingOfIt() {
        byte[] sealed = SEAL.seal("shop", SECRET);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("cret");
        assertThat(sealed).isNotEqualTo(SEAL.seal("shop", SECRET));
    }

    @Test
    void otherKeyDoesNotOpenIt() {
        var other = new Seal(new Secret("a-key-of-at-least-32-characters+"));
        assertThat(other.open("shop", SEAL.seal("shop", SECRET))).isEmpty();
    }

    @Test
    void secretOfOneSourceIsNotTakenForThatOfAnother() {
        assertThat(SEAL.open("other", SEAL.seal("shop", SECRET))).isEmpty();
    }

    @Test
    void everyChangeIsNoticed() {
        byte[] sealed = SEAL.seal("shop", SECRET);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(SEAL.open("shop", changed)).as("byte %s", i).isEmpty();
            assertThat(SEAL.open("shop", Arrays.copyOf(sealed, i))).as("length %s", i).isEmpty();
        }
    }

    /**
     * Made with another implementation of HKDF and AES-GCM: gateways of all versions must agree.
     */
    @Test
    void formatStaysAsItIs() {
        String sealed =
                "01000102030405060708090a0b132d6eab96fb6328a4899e1ef987e873ba5f088fc554335330f1a911aae967c452f2d5c518";
        assertThat(SEAL.open("shop", HexFormat.of().parseHex(sealed))).contains(SECRET);
    }
}
