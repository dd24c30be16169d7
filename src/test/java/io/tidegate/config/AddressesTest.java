package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    private static final Set<String> WEB = Set.of("http", "https");

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "127.0.0.1", "127.255.0.9", "::1", "[::1]", "0:0:0:0:0:0:0:1"})
    void theseReachThisMachineOnly(String host) {
        assertThat(Addresses.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0.0.0.0",
                "::",
                "[::]",
                "1",
                "128.0.0.1",
                "127.0.0",
                "127.0.0.1.example",
                "localhost.example",
                "::2",
                "fe80::1",
                "1::1"
            })
    void theseMayBeReachedByOthers(String host) {
        assertThat(Addresses.isLoopback(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h",
                "HTTPS://h:443/a?b=c#d",
                "http://my_service:3001/x",
                "http://[::1]:80/"
            })
    void wholeAddressesAreTaken(String uri) {
        assertThat(Addresses.isUri(uri, WEB)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h",
                "/a",
                "//h/a",
                "http:",
                "http:/h",
                "http:///a",
                "mailto:a@b",
                "http://h:70000",
                "http://a b"
            })
    void otherTextsAreNot(String uri) {
        assertThat(Addresses.isUri(uri, WEB)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://h",
                "rediss://h:6380/2",
                "redis://:pw@h:6379",
                "unix:///run/redis.sock"
            })
    void redisServersAreNamedByTheirUri(String uri) {
        assertThat(Addresses.isRedis(uri)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "redis://h:1, redis://h:1",
        "redis://me:pw@h:1, redis://***@h:1",
        "redis://:pw@h, redis://***@h",
        "http://h/a@b, http://h/a@b",
    })
    void userAndPasswordAreNotShown(String uri, String shown) {
        assertThat(Addresses.withoutUser(uri)).isEqualTo(shown);
        assertThat(Addresses.hasUser(uri)).isEqualTo(!uri.equals(shown));
    }

    @Test
    void theLastPortIsTaken() {
        assertThat(Addresses.isUri("http://h:65535", WEB)).isTrue();
    }
}
