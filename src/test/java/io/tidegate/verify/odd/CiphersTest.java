package io.tidegate.verify.odd;

import static io.tidegate.verify.Requests.body;
import static io.tidegate.verify.Requests.headers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.verify.value.Evidence;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CiphersTest {

    private static final String LARK = "aes-decrypt(sha256(secret), unbase64(json:/encrypt))";
    private static final Map<String, String> WX =
            Map.of(
                    "key",
                    "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
                    "owner",
                    "wxb11529c136998cb6");

    @Test
    void theChallengeOfLarksOwnTestIsOpened() {
        // Given   adaptor/services/__tests__/challenge.ts of larksuite/node-sdk
        var sent =
                body(
                        "{\"encrypt\":\"tT1xP+ovuc0T3b/rnZX3ax76exqAn0ANQ6/U45GcciC0mgNBc8JtvqOJGNAPMKpg"
                                + "Rs2dVU1NYk9VDeqS8T4SYtU0hzNU54aS84WnxvZ3VFfDcy/RyABlNqlUiGyLDzFI0yxdCM"
                                + "T4KR/YEQXlt6nZi50KwRlZ+A75r645KesZuLMljezYyY8VeeXEVjPw35+e\"}");

        assertThat(in(sent.withSecret("mazhe.nerd"), "at(" + LARK + ", \"/type\")"))
                .hasValue("url_verification");
        assertThat(in(sent.withSecret("mazhe.nerd"), "at(" + LARK + ", \"/challenge\")"))
                .hasValue("5634b122-c042-4634-bc7f-b07a3c3e77ad");
        assertThat(in(sent.withSecret("another"), "at(" + LARK + ", \"/type\")")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA==", "not base64"})
    void whatIsNoCipherOpensToNothing(String encrypted) {
        var sent = body("{\"encrypt\":\"" + encrypted + "\"}").withSecret("k");

        assertThat(in(sent, LARK)).isEmpty();
        assertThat(in(sent, "wechat-decrypt($key, json:/encrypt)")).isEmpty();
    }

    @Test
    void aKeyOfAnotherLengthOpensNothing() {
        var sent = headers("K", "0123456789abcde", "C", "x".repeat(32));

        assertThat(in(sent, "aes-decrypt(header:K, header:C)")).isEmpty();
    }

    @Test
    void theEnvelopeOfWechatsOwnTestIsOpened() {
        // Given   WxCryptUtilTest of WxJava, testAesEncrypt
        String envelope =
                "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==";

        assertThat(in(headers("E", envelope), "wechat-decrypt($key, header:E)"))
                .hasValue("我是中文abcd123");
    }

    @Test
    void theTokenSignatureIsThatOfWechatsOwnTest() {
        // Given   SHA1Test of WxJava
        assertThat(in(headers("A", "345"), "hex(sha1(sorted(\"123\", header:A)))"))
                .hasValue("9f537aeb751ec72605f57f94a2f6dc3e3958e1dd");
    }

    @Test
    void whatIsPutIntoAnEnvelopeComesOutAgain() {
        for (int length = 0; length < 70; length++) {
            var sent = headers("M", "x".repeat(length));
            String round = "wechat-decrypt($key, wechat-encrypt($key, $owner, header:M))";

            assertThat(in(sent, round)).hasValue("x".repeat(length));
        }
    }

    @Test
    void oneRequestIsGivenOneEnvelopeAndAnotherAnother() {
        String envelope = "wechat-encrypt($key, $owner, \"success\")";
        var one = Evidence.of(io.tidegate.verify.Requests.targeting("/in/x?nonce=1"));
        var other = Evidence.of(io.tidegate.verify.Requests.targeting("/in/x?nonce=2"));

        assertThat(in(one, envelope))
                .isEqualTo(in(one, envelope))
                .isNotEqualTo(in(other, envelope));
    }

    @Test
    void aKeyThatIsNoneIsToldWhenTheFileIsRead() {
        for (String key : new String[] {"", "short", "!".repeat(43), "a".repeat(44)}) {
            assertThatThrownBy(
                            () -> OddValues.value("wechat-decrypt($key, body)", Map.of("key", key)))
                    .hasMessageContaining("the key must be 43 letters, digits, + or /");
        }
    }

    private static Optional<String> in(Evidence evidence, String text) {
        return OddValues.value(text, WX).in(evidence);
    }
}
