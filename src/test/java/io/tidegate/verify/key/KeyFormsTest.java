package io.tidegate.verify.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.verify.key.SignatureAlgorithm.Family;
import io.tidegate.verify.value.Coding;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyFormsTest {

    /** The key of RFC 8032, test 1. */
    private static final String PUBLIC = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    private static final String PEM =
            "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA%s\n-----END PUBLIC KEY-----"
                    .formatted(PUBLIC);

    private static final KeyForm TEXT =
            KeyForms.mac("HmacSHA256", KeyForms.written(Coding.UTF8, List.of()));
    private static final KeyForm BASE64 =
            KeyForms.mac("HmacSHA256", KeyForms.written(Coding.BASE64, List.of()));
    private static final KeyForm EDWARDS =
            KeyForms.keyPair(new SignatureAlgorithm(Family.ED25519, ""), Coding.BASE64, List.of());

    @Test
    void aPublicKeyIsNeverTakenForASharedSecret() {
        assertThat(TEXT.key("secret")).isPresent();
        assertThat(TEXT.key(PEM)).isEmpty();
        assertThat(TEXT.key(PEM.replace("\n", "\\n"))).isEmpty();
        assertThat(EDWARDS.key(PEM)).isPresent();
    }

    @Test
    void secretsOfTwoKindsAreToldApartByWhatTheyBeginWith() {
        KeyForm shared = KeyForms.prefixed("whsec_", BASE64);
        KeyForm pairs = KeyForms.prefixed("whpk_", EDWARDS);

        assertThat(shared.key("whsec_" + PUBLIC)).isPresent();
        assertThat(pairs.key("whpk_" + PUBLIC)).isPresent();
        for (KeyForm form : List.of(shared, pairs)) {
            assertThat(form.key(PUBLIC)).isEmpty();
            assertThat(form.key("")).isEmpty();
        }
        assertThat(shared.key("whpk_" + PUBLIC)).isEmpty();
        assertThat(pairs.key("whsec_" + PUBLIC)).isEmpty();
        assertThat(shared.key("whsec_")).isEmpty();
        assertThat(pairs.key("whpk_")).isEmpty();
    }

    @Test
    void pemSaysByItselfWhatItIs() {
        assertThat(KeyForms.prefixed("whpk_", EDWARDS).key(PEM)).isPresent();
        assertThat(KeyForms.prefixed("whsec_", BASE64).key(PEM)).isEmpty();
        assertThat(KeyForms.prefixed("x_", TEXT).key(PEM)).isEmpty();
    }
}
