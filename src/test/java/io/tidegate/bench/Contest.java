package io.tidegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.provider.Entrance;
import io.tidegate.testing.KeyTexts;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/**
 * A source of the catalogue beside the same cryptography in bare Java.
 *
 * @param entrance the source and its sender
 * @param proven the bytes that the bare proof is about
 * @param bare what must be done at the least
 */
record Contest(Entrance entrance, byte[] proven, BareProof bare) {

    private static final String SECRET = "8f742231b10e8888";

    /** Nothing to compare yet. */
    static final Contest NONE =
            new Contest(Entrance.of("telegram", SECRET), new byte[0], BareProof.token(SECRET));

    /** The contest of a provider, of those that the benchmark has, over this body. */
    static Contest of(String provider, byte[] body) throws GeneralSecurityException {
        return switch (provider) {
            case "wise" -> signed(provider, body, "SHA256withRSA", rsa());
            case "sendgrid-event" -> {
                var pair = KeyTexts.pair("EC", new ECGenParameterSpec("secp256r1"));
                yield signed(provider, body, "SHA256withECDSA", pair);
            }
            case "discord-interactions" -> {
                var pair = KeyTexts.pair("Ed25519", NamedParameterSpec.ED25519);
                yield signed(provider, body, "Ed25519", pair);
            }
            case "google-pubsub-push" -> token(provider, rsa());
            case "telegram" -> NONE;
            case "standard-webhooks" ->
                    hmac(provider, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", body);
            default -> hmac(provider, SECRET, body);
        };
    }

    private static Contest hmac(String provider, String secret, byte[] body)
            throws GeneralSecurityException {
        return new Contest(Entrance.of(provider, secret), body, BareProof.hmac(body));
    }

    private static Contest signed(String provider, byte[] body, String algorithm, KeyPair pair)
            throws GeneralSecurityException {
        return new Contest(
                Entrance.of(provider, KeyTexts.pem(pair)),
                body,
                BareProof.signature(algorithm, pair, body));
    }

    /** A web token is signed whatever the body. */
    private static Contest token(String provider, KeyPair pair) throws GeneralSecurityException {
        var entrance = Entrance.fetching(provider, KeyTexts.pem(pair), KeyTexts.jwks(pair));
        var sample = entrance.request(new byte[0]);
        byte[] token = sample.headers().first("Authorization").orElseThrow().getBytes(UTF_8);
        return new Contest(entrance, token, BareProof.signature("SHA256withRSA", pair, token));
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        return KeyTexts.pair("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
    }
}
