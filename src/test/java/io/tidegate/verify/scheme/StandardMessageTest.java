package io.tidegate.verify.scheme;

import static io.tidegate.verify.Requests.reason;
import static io.tidegate.verify.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.Requests;
import io.tidegate.verify.key.KeyForms;
import io.tidegate.verify.message.Component;
import io.tidegate.verify.message.Demands;
import io.tidegate.verify.message.MessageAlgorithm;
import io.tidegate.verify.message.MessageKeys;
import io.tidegate.verify.message.MessageScheme;
import io.tidegate.verify.message.StandardDialect;
import io.tidegate.verify.value.Coding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandardMessageTest extends SchemeContract {

    @Override
    Scheme scheme() {
        var form = KeyForms.mac("HmacSHA256", KeyForms.written(Coding.UTF8, List.of()));
        return new MessageScheme(
                new StandardDialect(value("header:Signature"), value("url")),
                new MessageKeys(Map.of(MessageAlgorithm.HMAC_SHA256, SecretKeys.of(form))),
                new Demands(
                        List.of(Component.written("x-id"), Component.written("content-digest")),
                        Map.of(),
                        Freshness.ANY_AGE));
    }

    @Override
    Rejection wrong() {
        return Rejection.WRONG_SIGNATURE;
    }

    /** The fields may come several times; what must not is a label. */
    @Test
    @Override
    void aRepeatedProofIsRefused() {
        InboundRequest signed = signed(SECRET);
        var headers = signed.headers();
        for (String name : List.of("Signature-Input", "Signature")) {
            headers = headers.plus(name, headers.first(name).orElseThrow());
        }
        var doubled = new InboundRequest("POST", "/in/x", headers, signed.body(), Requests.NOW);

        assertThat(reason(scheme().with(List.of(SECRET)), doubled))
                .hasValue(Rejection.MALFORMED_SIGNATURE);
    }
}
