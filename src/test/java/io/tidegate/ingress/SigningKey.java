package io.tidegate.ingress;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An Ed25519 key pair that signs bodies for tests.
 *
 * @param id its name
 * @param pair the keys
 */
record SigningKey(String id, KeyPair pair) {

    private static final int KEY_BYTES = 32;

    static SigningKey make(String id) {
        try {
            return new SigningKey(id, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The set of these keys as the sender publishes it. */
    static String published(SigningKey... keys) {
        return List.of(keys).stream()
                .map(SigningKey::jwk)
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private String jwk() {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"%s\",\"x\":\"%s\"}"
                .formatted(id, Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
    }

    /** A signed POST that names the key. */
    String post(String body) {
        return RealDoor.post(body, "X-Kid: " + id, "X-Signature: " + sign(body));
    }

    private String sign(String body) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(body.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
