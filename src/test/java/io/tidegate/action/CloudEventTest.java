package io.tidegate.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Headers;
import io.tidegate.event.StoredEvent;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in the two forms that CloudEvents has over HTTP. */
class CloudEventTest extends HttpFixture {

    private static final String JSON = "application/json";

    private final HttpSink sink = sink();

    private HttpSink.Taken sent(String format, Delivery delivery) {
        String yaml = "http: {url: 'http://127.0.0.1:%d/', format: %s, sign: c2lnbg==}";
        attempt(yaml.formatted(sink.port(), format), delivery);
        return sink.single();
    }

    private HttpSink.Taken structured(Delivery delivery) {
        return sent("cloudevents-structured", delivery);
    }

    private static Delivery delivery(String contentType, byte[] body) {
        return Parcels.delivery(Headers.of("Content-Type", contentType), body);
    }

    private static Delivery typed(String type) {
        var event =
                new Event("shop", "custom", type, "key", Parcels.NOW, Headers.none(), new byte[0]);
        return new Delivery(new StoredEvent(new EventId(1, 2, 3), event), "d", event.body(), 1);
    }

    @Test
    void structuredEventHasItsAttributesBesideItsData() {
        // When
        var taken = structured(delivery(JSON, "{\"a\": 1.00}".getBytes(UTF_8)));

        // Then the data is not even written anew
        assertThat(taken.body())
                .isEqualTo(
                        "{\"specversion\":\"1.0\",\"id\":\"7-1763900000000-3\","
                                + "\"source\":\"/in/shop\",\"type\":\"github.push\","
                                + "\"time\":\"2026-11-23T11:59:58Z\","
                                + "\"datacontenttype\":\"application/json\","
                                + "\"data\":{\"a\": 1.00}}");
        assertThat(taken.header("content-type")).isEqualTo("application/cloudevents+json");
    }

    @Test
    void signatureIsOverWhatIsSent() throws Exception {
        // When
        var taken = structured(delivery(JSON, "{}".getBytes(UTF_8)));

        // Then
        assertThat(taken.header("webhook-signature"))
                .isEqualTo(
                        new Webhook("c2lnbg==")
                                .sign(
                                        "7-1763900000000-3",
                                        Parcels.NOW.getEpochSecond(),
                                        taken.body()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    text/plain                    | hello
                    application/x-www-form-urlencoded | {"a":1}
                    application/json              | {"a":
                    application/json              | {} {}
                    application/json              | "a" x
                    application/json              | {"a":1}}
                    application/json              | ,"id":"forged"
                    """)
    void whatIsNotJsonIsBase64(String type, String body) {
        // When
        var fields = new JsonObject(structured(delivery(type, body.getBytes(UTF_8))).body());

        // Then
        assertThat(fields.getString("data_base64"))
                .isEqualTo(Base64.getEncoder().encodeToString(body.getBytes(UTF_8)));
        assertThat(fields.containsKey("data")).isFalse();
        assertThat(fields.getString("id")).isEqualTo("7-1763900000000-3");
    }

    @Test
    void bytesThatAreNoTextAreBase64() {
        // Given a JSON text but for one byte that is not UTF-8
        byte[] body = {'"', (byte) 0xff, '"'};

        // When
        var fields = new JsonObject(structured(delivery(JSON, body)).body());

        // Then
        assertThat(fields.getString("data_base64")).isEqualTo("Iv8i");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"a\"", " 7 ", "[1,{\"b\":[]}]", "{\"\u00fc\":\"\u20ac\"}"})
    void everyJsonValueIsItself(String value) {
        // When
        var taken =
                structured(delivery("application/x+json; charset=utf-8", value.getBytes(UTF_8)));

        // Then
        assertThat(taken.body()).endsWith("\"data\":" + value + "}");
    }

    @Test
    void eventWithoutBodyHasNoData() {
        // When
        var fields = new JsonObject(structured(typed("")).body());

        // Then
        assertThat(fields.fieldNames())
                .containsExactly("specversion", "id", "source", "type", "time");
        assertThat(fields.getString("type")).isEqualTo("custom.event");
    }

    @Test
    void transformedPayloadIsJson() {
        // Given
        var delivery = delivery("text/xml", "<a/>".getBytes(UTF_8));

        // When
        var fields = new JsonObject(structured(Parcels.transformed(delivery, "[1]")).body());

        // Then
        assertThat(fields.getString("datacontenttype")).isEqualTo(JSON);
        assertThat(fields.getJsonArray("data")).containsExactly(1);
    }

    @Test
    void binaryEventIsTheBodyWithAttributesInTheHead() {
        // When
        var taken = sent("cloudevents-binary", delivery("text/x", "hello".getBytes(UTF_8)));

        // Then
        assertThat(taken.body()).isEqualTo("hello");
        assertThat(taken.header("content-type")).isEqualTo("text/x");
        assertThat(taken.header("ce-specversion")).isEqualTo("1.0");
        assertThat(taken.header("ce-id")).isEqualTo("7-1763900000000-3");
        assertThat(taken.header("ce-source")).isEqualTo("/in/shop");
        assertThat(taken.header("ce-type")).isEqualTo("github.push");
        assertThat(taken.header("ce-time")).isEqualTo("2026-11-23T11:59:58Z");
    }

    @Test
    void attributesInTheHeadAreEncoded() {
        // When
        var taken = sent("cloudevents-binary", typed("a b%\"\u20ac\r\n"));

        // Then
        assertThat(taken.header("ce-type")).isEqualTo("custom.a%20b%25%22%E2%82%AC%0D%0A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudevents-binary", "cloudevents-structured"})
    void attributesOfTheSenderDoNotPass(String format) {
        // Given
        var headers = Headers.of("ce-id", "forged", "CE-Subject", "forged");

        // When
        var taken = sent(format, Parcels.delivery(headers, new byte[0]));

        // Then
        assertThat(taken.headers().entries().toString()).doesNotContain("forged");
    }
}
