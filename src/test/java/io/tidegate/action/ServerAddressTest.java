package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "amqp://host:1, host, 1, false",
        "amqp://host/vhost, host, 10, false",
        "AMQPS://host, host, 20, true",
        "amqps://host:1/v, host, 1, true",
        "amqp://my_broker:1, my_broker, 1, false",
        "amqp://my_broker, my_broker, 10, false",
        "amqp://10.0.0.1:1, 10.0.0.1, 1, false",
        "amqp://[::1]:1, [::1], 1, false",
        "amqps://[::1], [::1], 20, true",
        "amqp://host:, host, 10, false",
    })
    void addressIsReadWhateverItsHostIs(String text, String host, int port, boolean isTls) {
        assertThat(ServerAddress.of(text, "amqps", 10, 20))
                .isEqualTo(new ServerAddress(host, port, isTls));
    }
}
