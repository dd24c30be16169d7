package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueFileTest {

    private static final String STRIPE =
            """
            id: stripe
            name: Stripe
            docs: https://docs.stripe.com/webhooks/signature
            verify:
              scheme: hmac
              header: Stripe-Signature
              signed: "{sig:t}.{body}"
            """;

    @Test
    void aProviderIsReadWithItsDefaults() {
        // When
        ProviderFile provider = CatalogueFile.read("providers/stripe.yaml", STRIPE).provider();
        // Then
        assertThat(provider.id()).isEqualTo("stripe");
        assertThat(provider.verify())
                .singleElement()
                .extracting(VerifyConfig::signed)
                .isEqualTo(List.of("{sig:t}.{body}"));
    }

    @Test
    void whatIsWrongIsToldInOneGoWithFileLineAndPath() {
        // When
        assertThatThrownBy(
                        () ->
                                CatalogueFile.read(
                                        "p/stripe.yaml",
                                        STRIPE.replace("hmac", "hmax") + "colour: red\n"))
                // Then
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching(
                        "p/stripe.yaml:5: verify.scheme: 'hmax' is not one of: hmac, [^\\n]+\\n"
                                + "p/stripe.yaml:8: colour: unknown key 'colour'; known: [^\\n]+");
    }

    @Test
    void nothingIsTakenFromTheEnvironment() {
        // When
        var file = CatalogueFile.read("p", STRIPE.replace("name: Stripe", "name: ${HOME}"));
        // Then
        assertThat(file.provider().name()).isEqualTo("${HOME}");
    }

    @Test
    void aLaterProblemGetsTheLineOfItsValue() {
        // When
        Problem problem = CatalogueFile.read("p", STRIPE).problem("verify[0].signed", "is odd");
        // Then
        assertThat(problem).hasToString("p:7: verify[0].signed: is odd");
    }
}
