package io.tidegate.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.AwsConfig;
import io.tidegate.config.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The requests and signatures that AWS has published: the test suite of version 4, and the example
 * of its guide.
 */
class AwsSignerTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String TOKEN =
            "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmx"
                    + "fpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburE"
                    + "Dy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPk"
                    + "UL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

    private static MultiMap signed(String token, String service, HttpMessage message, String host) {
        var config =
                new AwsConfig("us-east-1", "AKIDEXAMPLE", new Secret(SECRET), new Secret(token));
        new AwsSigner(config, service).sign(message, host, Instant.parse("2015-08-30T12:36:00Z"));
        return message.headers();
    }

    private static HttpMessage message(String method, String uri, String type, String body) {
        var fields = MultiMap.caseInsensitiveMultiMap();
        if (!type.isEmpty()) {
            fields.set("Content-Type", type);
        }
        return new HttpMessage(HttpMethod.valueOf(method), uri, fields, body.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET  | /                             | ''                                | ''            | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
                    POST | /                             | ''                                | ''            | 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
                    GET  | /?Param2=value2&Param1=value1 | ''                                | ''            | b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
                    POST | /                             | application/x-www-form-urlencoded | Param1=value1 | ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a
                    """)
    void signaturesAreThoseOfThePublishedTestSuite(
            String method, String uri, String type, String body, String signature) {
        // When
        var fields =
                signed("", "service", message(method, uri, type, body), "example.amazonaws.com");

        // Then
        assertThat(fields.get("x-amz-date")).isEqualTo("20150830T123600Z");
        assertThat(fields.get("authorization"))
                .isEqualTo(
                        "AWS4-HMAC-SHA256"
                                + " Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                                + (type.isEmpty()
                                        ? " SignedHeaders=host;x-amz-date,"
                                        : " SignedHeaders=content-type;host;x-amz-date,")
                                + " Signature="
                                + signature);
    }

    @Test
    void tokenOfASessionIsSignedToo() {
        // When
        var fields =
                signed(TOKEN, "service", message("POST", "/", "", ""), "example.amazonaws.com");

        // Then
        assertThat(fields.get("x-amz-security-token")).isEqualTo(TOKEN);
        assertThat(fields.get("authorization"))
                .endsWith("85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");
    }

    @Test
    void signatureIsThatOfTheGuide() {
        // Given
        String type = "application/x-www-form-urlencoded; charset=utf-8";
        var message = message("GET", "/?Action=ListUsers&Version=2010-05-08", type, "");

        // Then
        assertThat(signed("", "iam", message, "iam.amazonaws.com").get("authorization"))
                .endsWith("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }
}
