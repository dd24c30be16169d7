package io.tidegate.verify.odd;

import static io.tidegate.verify.Requests.body;
import static io.tidegate.verify.Requests.headers;
import static io.tidegate.verify.odd.OddValues.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyedTest {

    @Test
    void aKeyedHashIsThatOfTheRfcs() {
        // Given   test case 2 of RFC 2202 and RFC 4231
        var asked = headers("K", "Jefe", "T", "what do ya want for nothing?");

        assertThat(in(asked, "hex(keyed-hash(\"sha1\", header:K, header:T))"))
                .hasValue("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
        assertThat(in(asked, "hex(keyed-hash(\"sha256\", header:K, header:T))"))
                .hasValue("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertThatThrownBy(() -> OddValues.value("keyed-hash(\"md5\", secret, body)"))
                .hasMessageContaining("'md5' is none of sha1, sha256, sha512");
    }

    @Test
    void anEmptyKeyMakesNoHash() {
        assertThat(in(body("x"), "keyed-hash(\"sha1\", secret, body)")).isEmpty();
    }

    @Test
    void theAnswerToAQqBotIsThatOfTencentsExample() {
        // Given
        // https://bot.q.qq.com/wiki/develop/api-v2/dev-prepare/interface-framework/event-emit.html
        var asked =
                body("{\"d\":{\"plain_token\":\"Arq0D5A61EgUu4OxUvOp\",\"event_ts\":\"1725442341\"},\"op\":13}")
                        .withSecret("DG5g3B4j9X2KOErG");

        assertThat(
                        in(
                                asked,
                                "hex(ed25519-sign(repeat-to(\"32\", secret), json:/d/event_ts,"
                                        + " json:/d/plain_token))"))
                .hasValue(
                        "87befc99c42c651b3aac0278e71ada338433ae26fcb24307bdc5ad38c1adc2d0"
                                + "1bcfcadc0842edac85e85205028a1132afe09280305f13aa6909ffc2d652c706");
    }

    @Test
    void aSeedOfAnotherLengthSignsNothing() {
        assertThat(in(body("x"), "ed25519-sign(\"short\", body)")).isEmpty();
    }
}
