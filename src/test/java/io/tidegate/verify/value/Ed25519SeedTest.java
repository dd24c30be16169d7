package io.tidegate.verify.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ed25519SeedTest {

    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60, '',"
                + " e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb, 72,"
                + " 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    })
    void bothHalvesFollowFromTheSeedAsInTheRfc(String seed, String message, String signature) {
        // Given   tests 1 and 2 of RFC 8032, section 7.1
        ProofKey pair = Ed25519Seed.pair(bytes(seed)).orElseThrow();
        List<byte[]> pieces = List.of(bytes(message));

        assertThat(pair.sign(pieces)).hasValue(bytes(signature));
        assertThat(pair.over(pieces).test(bytes(signature))).isTrue();
        assertThat(pair.over(List.of(bytes("00"))).test(bytes(signature))).isFalse();
    }

    @Test
    void otherLengthsAreNoSeed() {
        assertThat(Ed25519Seed.pair(new byte[31])).isEmpty();
        assertThat(Ed25519Seed.pair(new byte[33])).isEmpty();
        assertThat(Ed25519Seed.pair(new byte[0])).isEmpty();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.strip());
    }
}
