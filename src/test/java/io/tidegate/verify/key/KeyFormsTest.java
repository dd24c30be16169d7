package io.tidegate.verify.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.verify.value.Coding;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyFormsTest {

    @Test
    void aPublicKeyIsNeverTakenForTheSecretOfAKeyedHash() throws Exception {
        var key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
        String base64 = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
        var form = KeyForms.mac("HmacSHA256", KeyForms.written(Coding.UTF8, List.of()));

        assertThat(form.key(pem)).isEmpty();
        assertThat(form.key(pem.replace("\n", "\\n"))).isEmpty();
        assertThat(form.key("a secret")).isPresent();
    }
}
