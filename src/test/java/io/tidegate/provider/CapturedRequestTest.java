package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.event.Headers;
import io.tidegate.event.KeyRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CapturedRequestTest {

    @Test
    void theAddressThatWasEnteredMayBeAnotherThanTheOneThatIsAsked() throws IOException {
        var plain = request("{\"url\":\"https://a.test/x?y=1\"}");
        var other =
                request("{\"url\":\"https://a.test/x?y=1\",\"endpoint_url\":\"https://b.test/z\"}");

        assertThat(plain.publicUrl()).isEqualTo("https://a.test/x");
        assertThat(other.publicUrl()).isEqualTo("https://b.test/z");
    }

    @Test
    void aTokenIsAtHandWhereKeysAreOnlyGivenForOne() throws IOException {
        var captured = request("{\"key_lookup_response\":{\"key\":\"k\"}}");
        var token = new KeyRequest("https://a.test/", Headers.none(), "grant_type=x");
        var key = new KeyRequest("https://a.test/", Headers.none(), "");

        assertThat(text(captured, token)).contains("access_token");
        assertThat(text(captured, key)).isEqualTo("{\"key\":\"k\"}");
        assertThat(request("{}").key(key)).isEmpty();
    }

    @Test
    void aCertificateIsOnlyWhereTheFileSays() throws IOException {
        var captured = request("{\"cert_pem\":\"pem\",\"cert_url\":\"https://a.test/c\"}");

        assertThat(text(captured, new KeyRequest("https://a.test/c", Headers.none(), "")))
                .isEqualTo("pem");
        assertThat(captured.key(new KeyRequest("https://a.test/d", Headers.none(), ""))).isEmpty();
        assertThat(
                        request("{\"key_pem\":\"pem\",\"key_url\":\"https://a.test/c\"}")
                                .key(new KeyRequest("https://a.test/d", Headers.none(), "")))
                .isEmpty();
    }

    private static String text(CapturedRequest captured, KeyRequest request) {
        return new String(captured.key(request).orElseThrow(), StandardCharsets.UTF_8);
    }

    private static CapturedRequest request(String json) throws IOException {
        return new CapturedRequest(JsonMapper.builder().build().readTree(json));
    }
}
