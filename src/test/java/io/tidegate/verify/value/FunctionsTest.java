package io.tidegate.verify.value;

import static io.tidegate.verify.Requests.body;
import static io.tidegate.verify.Requests.headers;
import static io.tidegate.verify.Requests.request;
import static io.tidegate.verify.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    hex(md5(body))       | 900150983cd24fb0d6963f7d28e17f72
                    hex(sha1(body))      | a9993e364706816aba3e25717850c26c9cd0d89d
                    hex(sha256(body))    | ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
                    crc32(body)          | 891568578
                    base64(body)         | YWJj
                    hex(unbase64("YWI=")) | 6162
                    hex(unhex("6162"))   | 6162
                    base64url(unhex("fbff")) | -_8
                    base64(unhex("fbff")) | +/8=
                    upper(body)          | ABC
                    lower("ÄB")          | äb
                    trim(" a b ")        | a b
                    json-string("a/b\\c") | "a/b\\\\c"
                    urlencode("a b+c~*/ü") | a%20b%2Bc~%2A%2F%C3%BC
                    urldecode("a%20b+c")  | a b+c
                    with-port("https://h.test/p?q") | https://h.test:443/p?q
                    with-port("http://h.test/p")    | http://h.test:80/p
                    with-port("https://h.test:8443/p") | https://h.test:8443/p
                    without-port("https://h.test:443/p") | https://h.test/p
                    without-query("https://h.test/p?q=1") | https://h.test/p
                    opt("a", body)       | aabc
                    sorted("c", "a", body) | aabcc
                    """)
    void functionsDoWhatTheirNamesSay(String written, String expected) {
        assertThat(value(written).in(body("abc"))).hasValue(expected);
    }

    @Test
    void hashesTakeAllTheirArgumentsInARow() {
        assertThat(value("hex(sha256(\"a\", \"b\", \"c\"))").in(body("")))
                .isEqualTo(value("hex(sha256(body))").in(body("abc")));
    }

    @Test
    void whatIsOptionalIsLeftOutWhole() {
        Value id = value("{opt(\"id:\", lower(query:data.id), \";\")}ts:{header:X-T};");

        assertThat(id.in(Evidence.of(request("/?data.id=AB", new byte[0], "X-T", "1"))))
                .hasValue("id:ab;ts:1;");
        assertThat(id.in(Evidence.of(request("/", new byte[0], "X-T", "1")))).hasValue("ts:1;");
        assertThat(id.in(body(""))).isEmpty();
    }

    @Test
    void documentsInsideValuesCanBeRead() {
        var form = body("payload=%7B%22event%22%3A%7B%22id%22%3A7%7D%7D");

        assertThat(value("at(form:payload, \"/event/id\")").in(form)).hasValue("7");
        assertThat(value("at(form:other, \"/event/id\")").in(form)).isEmpty();
        assertThat(value("xml-at(body, \"Type\")").in(body("<a><Type>x&amp;y</Type></a>")))
                .hasValue("x&y");
        assertThat(value("xml:Type").in(body("<Type>z</Type>"))).hasValue("z");
    }

    @Test
    void theSourceOfAJsonValueIsHandedOnAsItWasWritten() {
        var evidence = body("{\"x\":1, \"o\":{ \"b\" : [1.50, \"\\u00e9\"] } , \"t\":\"é\"}");

        assertThat(value("raw-json(\"/o\")").in(evidence))
                .hasValue("{ \"b\" : [1.50, \"\\u00e9\"] }");
        assertThat(value("raw-json(\"/o/b/0\")").in(evidence)).hasValue("1.50");
        assertThat(value("raw-json(\"/t\")").in(evidence)).hasValue("\"é\"");
        assertThat(value("raw-json(\"/none\")").in(evidence)).isEmpty();
    }

    @Test
    void theNameOfAMemberCanBeWhatAnEventIs() {
        Value type = value("member-name(\"\", \"update_id\")");

        assertThat(type.in(body("{\"update_id\":{\"a\":1},\"message\":{}}"))).hasValue("message");
        assertThat(type.in(body("{\"update_id\":1}"))).isEmpty();
        assertThat(type.in(body("[1]"))).isEmpty();
        assertThat(value("member-name(\"/a/0\")").in(body("{\"a\":[{\"b\":1}]}"))).hasValue("b");
    }

    @Test
    void eventsWithoutANameCanBeToldApartByWhenTheyCame() {
        assertThat(value("{received}").in(body(""))).hasValue("1795428000000");
    }

    @Test
    void listedHeadersMustEachBeThereOnce() {
        Value value = value("named-headers(sig:h, \" \", \".\")");
        Map<String, String> fields = Map.of("h", "X-A  x-b");

        assertThat(value.in(headers("X-A", "1", "X-B", "2").with(Map.of("h", "X-A X-B"))))
                .hasValue("1.2");
        assertThat(value.in(headers("X-A", "1").with(fields))).isEmpty();
        assertThat(value.in(headers("X-A", "1", "X-A", "3", "X-B", "2").with(fields))).isEmpty();
    }

    @Test
    void packedBodiesAreUnpackedWithinABound() throws IOException {
        assertThat(value("gunzip(body)").in(body(zipped("tide")))).hasValue("tide");
        assertThat(value("gunzip(body)").in(body("plain"))).hasValue("plain");
        assertThat(value("gunzip(body)").bytes(body(zipped("x".repeat(33 << 20))))).isEmpty();
        byte[] cut = zipped("tide".repeat(100));
        assertThat(value("gunzip(body)").bytes(body(java.util.Arrays.copyOf(cut, 20)))).isEmpty();
    }

    @Test
    void lineBreaksOfEveryKindBecomeOne() {
        assertThat(value("crlf(body)").in(body("a\nb\r\nc\rd"))).hasValue("a\r\nb\r\nc\r\nd");
    }

    @Test
    void composedLettersAreTakenApart() {
        assertThat(value("hex(nfkd(\"é\"))").in(body(""))).hasValue("65cc81");
    }

    @Test
    void theSecretIsThatWhichIsTried() {
        // Given   test case 2 of RFC 4231
        var evidence = body("what do ya want for nothing?").withSecret("Jefe");

        assertThat(value("hex(hmac-sha256(body))").in(evidence))
                .hasValue("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertThat(value("hmac-sha256(body)").bytes(evidence.withSecret(""))).isEmpty();
        assertThat(value("{secret}!").in(evidence)).hasValue("Jefe!");
        assertThat(value("hex(sha1(body, secret))").readsSecret()).isTrue();
        assertThat(value("hex(sha1(body))").readsSecret()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha257(body)",
                "at(body)",
                "at(body, body)",
                "at(body, \"id\")",
                "raw-json(\"id\")",
                "sha1(body",
                "sha1 body",
                "sha1(,)",
                "\"open"
            })
    void wrongCallsAreRefusedWithARemedy(String written) {
        assertThatThrownBy(() -> value(written))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .containsAnyOf(
                        "is not a value; write one of ",
                        "there is no function 'sha257'; there are ",
                        "needs 2 arguments and has 1",
                        "argument 2 must be a text in quotes",
                        "must begin with a slash",
                        "is unexpected in '",
                        "lacks a closing quote");
    }

    @Test
    void settingsStandForTheirValues() {
        var syntax =
                new ValueSyntax(
                        new Settings(Map.of("header", "X-Own", "id", "W-1"), "https://a.test/in/x"),
                        Map.of());
        var evidence = headers("X-Own", "v");

        assertThat(syntax.value("header:$header").in(evidence)).hasValue("v");
        assertThat(syntax.value("{$id}/{header:$header}").in(evidence)).hasValue("W-1/v");
        assertThat(syntax.value("url").in(evidence)).hasValue("https://a.test/in/x");
        assertThatThrownBy(() -> syntax.value("$other"))
                .hasMessageStartingWith("'$other' is not a setting of this provider");
    }

    @Test
    void multipartFormsAreFormsToo() {
        String type = "multipart/form-data; boundary=\"b-1\"";
        String part = "--b-1\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
        String form = part.formatted("json", "{\"a\":\"ü\"}") + part.formatted("x", "1");

        var evidence = Evidence.of(request(form + "--b-1--\r\n", "Content-Type", type));
        var twice = Evidence.of(request(form + form + "--b-1--\r\n", "Content-Type", type));

        assertThat(value("at(form:json, \"/a\")").in(evidence)).hasValue("ü");
        assertThat(value("form:x").in(evidence)).hasValue("1");
        assertThat(value("form:y").in(evidence)).isEmpty();
        assertThat(value("form:x").in(twice)).isEmpty();
        assertThat(value("form:x").in(Evidence.of(request(form, "Content-Type", "multipart/x"))))
                .isEmpty();
    }

    @Test
    void aDocumentTypeIsNeverRead() {
        String evil = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Type>&e;</Type>";

        assertThat(value("xml:Type").in(body(evil))).isEmpty();
        assertThat(value("xml:Type").in(body("<Type>"))).isEmpty();
        assertThat(value("xml:Type").in(body("no xml"))).isEmpty();
    }

    private static byte[] zipped(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
