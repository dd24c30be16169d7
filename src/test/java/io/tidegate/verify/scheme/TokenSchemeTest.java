package io.tidegate.verify.scheme;

import static io.tidegate.verify.Requests.reason;
import static io.tidegate.verify.Requests.request;
import static io.tidegate.verify.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Rejection;
import io.tidegate.verify.Requests;
import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenSchemeTest extends SchemeContract {

    private static final Scheme BASIC =
            new TokenScheme(value("header:Authorization"), "Basic ", Coding.BASE64);

    @Override
    Scheme scheme() {
        return new TokenScheme(value("header:X-Token"), "", Coding.UTF8);
    }

    @Override
    Rejection wrong() {
        return Rejection.WRONG_TOKEN;
    }

    @Test
    void theHeaderThatHoldsTheSecretIsNamed() {
        assertThat(scheme().secretHeaders()).containsExactly("X-Token");
    }

    @Test
    void nearlyTheTokenIsNotTheToken() {
        Verifier verifier = scheme().with(List.of(SECRET));

        for (String token :
                List.of("", SECRET + " ", " " + SECRET, SECRET.substring(1), SECRET + SECRET)) {
            assertThat(reason(verifier, request("", "X-Token", token)))
                    .as(token)
                    .hasValue(Rejection.WRONG_TOKEN);
        }
    }

    @Test
    void aPrefixIsRequiredInAnyCase() {
        var bearer = new TokenScheme(value("header:Authorization"), "Bearer ", Coding.UTF8);
        Verifier verifier = bearer.with(List.of(SECRET));

        assertThat(reason(verifier, request("", "Authorization", "bearer " + SECRET))).isEmpty();
        assertThat(reason(verifier, request("", "Authorization", SECRET)))
                .hasValue(Rejection.MALFORMED_SIGNATURE);
    }

    @Test
    void basicAuthenticationOfTheRfcIsUnderstood() {
        // Given   the example of RFC 7617, section 2
        var request = request("", "Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");

        assertThat(reason(BASIC.with(List.of("Aladdin:open sesame")), request)).isEmpty();
        assertThat(reason(BASIC.with(List.of("Aladdin:open")), request))
                .hasValue(Rejection.WRONG_TOKEN);
    }

    @Test
    void garbledBasicAuthenticationIsMalformed() {
        Verifier verifier = BASIC.with(List.of("user:password"));

        for (String text :
                List.of("", "Basic", "Basic !", "Digest x", "Basic dXNlcjpwYXNzd29yZA")) {
            assertThat(reason(verifier, request("", "Authorization", text)))
                    .as(text)
                    .hasValue(Rejection.MALFORMED_SIGNATURE);
        }
    }

    @Test
    void aTokenInTheQueryMayComeOnlyOnce() {
        var scheme = new TokenScheme(value("query:token"), "", Coding.UTF8);
        Verifier verifier = scheme.with(List.of(SECRET));
        String twice = "/in/x?token=" + SECRET + "&token=" + SECRET;

        assertThat(reason(verifier, scheme.sign(Evidence.of(unsigned()), SECRET))).isEmpty();
        assertThat(reason(verifier, Requests.targeting(twice)))
                .hasValue(Rejection.MISSING_SIGNATURE);
    }
}
