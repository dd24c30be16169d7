package io.tidegate.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Outcome;
import io.tidegate.testing.SelfSigned;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Encryption, certificates of both sides, and the versions of HTTP. */
class HttpTlsTest extends HttpFixture {

    private static final String TRUST = "ca: |\n" + SelfSigned.certificatePem().indent(2);
    private static final String SHOW =
            "certificate: |\n"
                    + SelfSigned.certificatePem().indent(2)
                    + "key: |\n"
                    + SelfSigned.keyPem().indent(2);

    private HttpSink secure(HttpServerOptions options) {
        return new HttpSink(
                vertx, options.setSsl(true).setUseAlpn(true).setKeyCertOptions(SelfSigned.key()));
    }

    private static String http(String url, String version, String tls) {
        String keys = "http:\n  url: %s\n  version: %s\n".formatted(url, version);
        return tls.isEmpty() ? keys : keys + "  tls:\n" + tls.indent(4);
    }

    private Outcome send(HttpSink sink, String tls) {
        return attempt(http("https://localhost:" + sink.port(), "http1", tls), hello());
    }

    private static io.tidegate.event.Delivery hello() {
        return Parcels.delivery("hello");
    }

    @Test
    void certificateThatNobodyTrustsIsNotBelieved() {
        // Given
        var sink = secure(new HttpServerOptions());

        // Then
        assertThat(send(sink, "")).isEqualTo(Outcome.retry("TLS handshake failed"));
        assertThat(sink.taken()).isEmpty();
    }

    @Test
    void certificateOfAConfiguredAuthorityIs() {
        // Given
        var sink = secure(new HttpServerOptions());

        // Then
        assertThat(send(sink, TRUST)).isEqualTo(Outcome.delivered());
        assertThat(sink.single().body()).isEqualTo("hello");
    }

    @Test
    void certificateOfAnotherNameIsNotBelieved() {
        // Given
        var sink = secure(new HttpServerOptions());

        // When
        var outcome = attempt(http("https://127.0.0.1:" + sink.port(), "http1", TRUST), hello());

        // Then
        assertThat(outcome).isEqualTo(Outcome.retry("TLS handshake failed"));
        assertThat(sink.taken()).isEmpty();
    }

    @Test
    void serverIsToldByWhichNameItIsWanted() {
        // Given a server that refuses names that it does not have a certificate for
        var sink = secure(new HttpServerOptions().setSni(true));
        var names = new java.util.concurrent.CopyOnWriteArrayList<String>();
        sink.answering(
                request -> {
                    names.add(request.connection().indicatedServerName());
                    request.response().end();
                });

        // When
        send(sink, TRUST);

        // Then
        assertThat(names).containsExactly("localhost");
    }

    @Test
    void serverThatWantsOurCertificateGetsIt() {
        // Given
        var options =
                new HttpServerOptions()
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setTrustOptions(SelfSigned.trust());
        var sink = secure(options);

        // Then
        assertThat(send(sink, TRUST)).isInstanceOf(Outcome.Retry.class);
        assertThat(sink.taken()).isEmpty();
        assertThat(send(sink, TRUST + SHOW)).isEqualTo(Outcome.delivered());
    }

    @Test
    void http2IsNegotiatedOverTls() {
        // Given
        var sink = secure(new HttpServerOptions());

        // When
        attempt(http("https://localhost:" + sink.port(), "http2", TRUST), hello());

        // Then
        assertThat(sink.single().version()).isEqualTo("HTTP_2");
        assertThat(sink.single().body()).isEqualTo("hello");
    }

    @Test
    void serverWithoutHttp2GetsHttp1() {
        // Given
        var sink = secure(new HttpServerOptions().setAlpnVersions(List.of(HttpVersion.HTTP_1_1)));

        // When
        attempt(http("https://localhost:" + sink.port(), "http2", TRUST), hello());

        // Then
        assertThat(sink.single().version()).isEqualTo("HTTP_1_1");
    }

    @Test
    void http2WithoutTlsIsSpokenFromTheStart() {
        // Given
        var sink = sink();

        // When
        var outcome = attempt(http("http://127.0.0.1:" + sink.port(), "http2", ""), hello());

        // Then
        assertThat(outcome).isEqualTo(Outcome.delivered());
        assertThat(sink.single().version()).isEqualTo("HTTP_2");
    }

    @Test
    void http1IsSpokenUnlessTheOperatorWantsOther() {
        // Given
        var sink = secure(new HttpServerOptions());

        // When
        send(sink, TRUST);

        // Then
        assertThat(sink.single().version()).isEqualTo("HTTP_1_1");
    }

    @Test
    void lostStreamOfHttp2IsRetried() {
        // Given
        var sink = sink().answering(request -> request.response().reset(2));

        // When
        var outcome = attempt(http("http://127.0.0.1:" + sink.port(), "http2", ""), hello());

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Retry.class);
    }
}
