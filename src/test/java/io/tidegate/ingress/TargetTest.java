package io.tidegate.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are used at all, and how they are taken apart. */
class TargetTest {

    @ParameterizedTest
    @CsvSource({
        "https://a.test,a.test,443,/",
        "https://a.test?x=1,a.test,443,/?x=1",
        "https://a.test:8443/k/v?x=%20#frag,a.test,8443,/k/v?x=%20",
        "HTTPS://a.test/k,a.test,443,/k",
    })
    void addressIsTakenApart(String url, String host, int port, String path) {
        assertThat(Target.of(url)).contains(new Target(host, port, path, Headers.none(), ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://a.test/k",
                "ftp://a.test/k",
                "file:/etc/passwd",
                "https:/k",
                "https:a.test",
                "//a.test/k",
                "https://user@a.test/k",
                "https://user:pass@a.test/k",
                "https://a.test:port/k",
                "https://a b.test/k",
                "https://a.test/k\r\nX: y",
                "https://a.test\\@b.test/"
            })
    void anyOtherAddressIsNot(String url) {
        assertThat(Target.of(url)).isEmpty();
    }

    @Test
    void pathIsNotShown() {
        assertThat(Target.of("https://a.test/secret")).map(Target::toString).contains("a.test:443");
    }
}
