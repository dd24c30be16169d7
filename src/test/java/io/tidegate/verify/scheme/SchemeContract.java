package io.tidegate.verify.scheme;

import static io.tidegate.verify.Requests.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.Requests;
import io.tidegate.verify.value.Evidence;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every scheme with secrets must do; a new scheme extends this. */
abstract class SchemeContract {

    static final String SECRET = "the-first-secret";
    static final String OTHER = "the-other-secret";

    /** The scheme under test. */
    abstract Scheme scheme();

    /** Why a proof made with another secret is refused. */
    abstract Rejection wrong();

    @Test
    void whatItSignsItAccepts() {
        assertThat(reason(scheme().with(List.of(SECRET)), signed(SECRET))).isEmpty();
    }

    @Test
    void anotherSecretIsRefused() {
        assertThat(reason(scheme().with(List.of(SECRET)), signed(OTHER))).hasValue(wrong());
    }

    @Test
    void everySecretIsTried() {
        Verifier verifier = scheme().with(List.of(OTHER, "x".repeat(20), SECRET));

        assertThat(reason(verifier, signed(SECRET))).isEmpty();
        assertThat(reason(verifier, signed(OTHER))).isEmpty();
    }

    @Test
    void withoutSecretsNothingIsGenuine() {
        assertThat(reason(scheme().with(List.of()), signed(SECRET))).hasValue(wrong());
    }

    @Test
    void theEmptySecretIsNotAccepted() {
        assertThat(scheme().accepts("")).isFalse();
        assertThat(scheme().accepts(SECRET)).isTrue();
        assertThat(scheme().isOpen()).isFalse();
    }

    @Test
    void aRequestWithoutProofIsRefused() {
        assertThat(reason(scheme().with(List.of(SECRET)), unsigned()))
                .hasValue(Rejection.MISSING_SIGNATURE);
    }

    @Test
    void aRepeatedProofIsRefused() {
        InboundRequest signed = signed(SECRET);
        var headers = signed.headers();
        for (String name : List.of("Authorization", "X-Token", "X-Signature")) {
            var value = headers.first(name);
            headers = value.isPresent() ? headers.plus(name, value.get()) : headers;
        }
        var doubled =
                new InboundRequest("POST", "/in/x", headers, signed.body(), signed.receivedAt());

        assertThat(reason(scheme().with(List.of(SECRET)), doubled))
                .hasValue(Rejection.REPEATED_HEADER);
    }

    @Test
    void oneVerifierServesManyThreads() {
        Verifier verifier = scheme().with(List.of(SECRET));
        InboundRequest genuine = signed(SECRET);
        InboundRequest forged = signed(OTHER);

        boolean isAlwaysRight =
                new Random(1)
                        .ints(20_000)
                        .parallel()
                        .allMatch(
                                i ->
                                        i % 2 == 0
                                                ? reason(verifier, genuine).isEmpty()
                                                : reason(verifier, forged).isPresent());

        assertThat(isAlwaysRight).isTrue();
    }

    InboundRequest signed(String secret) {
        return scheme().sign(Evidence.of(unsigned()), secret);
    }

    InboundRequest unsigned() {
        return Requests.request("{\"id\":\"e1\"}", "X-Id", "7");
    }
}
