package io.tidegate.verify.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.verify.value.Coding;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeysTest {

    private static final KeyPair RSA = pair("RSA", 2048);
    private static final KeyPair EC = pair("EC", 256);
    private static final KeyPair ED = pair("Ed25519", 255);

    @Test
    void pemOfEveryKindIsRead() {
        for (KeyPair pair : List.of(RSA, EC, ED)) {
            String pem = pem("PUBLIC KEY", pair.getPublic().getEncoded());

            assertThat(PublicKeys.pem("for you:\n" + pem)).hasValue(pair.getPublic());
            // Environment variables often hold the two characters instead of a line break.
            assertThat(PublicKeys.pem(pem.replace("\n", "\\n"))).hasValue(pair.getPublic());
        }
    }

    @Test
    void theOlderFormOfRsaKeysIsRead() {
        var key = (RSAPublicKey) RSA.getPublic();
        byte[] numbers = sequence(integer(key.getModulus()), integer(key.getPublicExponent()));

        assertThat(PublicKeys.pem(pem("RSA PUBLIC KEY", numbers))).hasValue(key);
    }

    @Test
    void ofSeveralBlocksThePublicOneChecksAndThePrivateOneSigns() {
        String both =
                pem("PRIVATE KEY", ED.getPrivate().getEncoded())
                        + pem("PUBLIC KEY", ED.getPublic().getEncoded());

        assertThat(PublicKeys.pem(both)).hasValue(ED.getPublic());
        assertThat(PublicKeys.privatePem(both)).hasValue(ED.getPrivate());
        assertThat(PublicKeys.privatePem(pem("PUBLIC KEY", ED.getPublic().getEncoded()))).isEmpty();
    }

    @Test
    void theBareBytesOfAnEd25519KeyAreEnough() {
        byte[] encoded = ED.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);

        assertThat(PublicKeys.text(HexFormat.of().formatHex(raw), Coding.HEX))
                .hasValue(ED.getPublic());
        assertThat(PublicKeys.text(Base64.getEncoder().encodeToString(raw), Coding.BASE64))
                .hasValue(ED.getPublic());
        assertThat(PublicKeys.text(Base64.getEncoder().encodeToString(encoded), Coding.BASE64))
                .hasValue(ED.getPublic());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN DH PARAMETERS-----\nAAAA\n-----END DH PARAMETERS-----",
                "AAAA",
                "////"
            })
    void whatIsNoKeyIsNone(String text) {
        assertThat(PublicKeys.pem(text)).isEmpty();
        assertThat(PublicKeys.text(text, Coding.BASE64)).isEmpty();
        assertThat(Jwks.read(text.getBytes(StandardCharsets.UTF_8), "")).isEmpty();
    }

    @Test
    void webKeysOfEveryKindAreReadByName() {
        // Given   the example keys of RFC 7517 appendix A.1, RFC 8037 appendix A.2, and odd ones
        String set =
                """
                {"keys":[
                 {"kty":"EC","crv":"P-256","kid":"1",
                  "x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
                  "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"},
                 {"kty":"RSA","kid":"2011-04-29","e":"AQAB",
                  "n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"},
                 {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
                 {"kty":"oct","kid":"secret","k":"AAAA"},
                 {"kty":"EC","crv":"P-257","x":"AA","y":"AA"},
                 {"kty":"RSA","kid":"no numbers"},
                 17
                ]}""";

        var keys = Jwks.read(set.getBytes(StandardCharsets.UTF_8), "");

        assertThat(keys).extracting(NamedPublicKey::id).containsExactly("1", "2011-04-29", "");
        assertThat(keys)
                .extracting(it -> it.key().getAlgorithm())
                .containsExactly("EC", "RSA", "EdDSA");
    }

    @Test
    void aSingleWebKeyMayLieDeepInADocument() {
        String document =
                "{\"a\":{\"key\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"k\","
                        + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}}}";

        assertThat(KeyDocument.jwks("/a/key").keys(document.getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .extracting(NamedPublicKey::id)
                .isEqualTo("k");
    }

    @Test
    void weakAndForeignKeysAreNotTaken() {
        var rs256 = JoseAlgorithm.RS256.signature().orElseThrow();
        var es256 = JoseAlgorithm.ES256.signature().orElseThrow();
        var eddsa = JoseAlgorithm.EDDSA.signature().orElseThrow();

        assertThat(rs256.takes(RSA.getPublic())).isTrue();
        assertThat(rs256.takes(pair("RSA", 512).getPublic())).isFalse();
        assertThat(rs256.takes(EC.getPublic())).isFalse();
        assertThat(es256.takes(EC.getPublic())).isTrue();
        assertThat(es256.takes(pair("EC", 384).getPublic())).isFalse();
        assertThat(eddsa.takes(ED.getPublic())).isTrue();
        assertThat(eddsa.takes(pair("Ed448", 448).getPublic())).isFalse();
    }

    private static KeyPair pair(String kind, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String label, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    private static byte[] sequence(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return element(0x30, both);
    }

    private static byte[] integer(BigInteger number) {
        return element(0x02, number.toByteArray());
    }

    private static byte[] element(int tag, byte[] content) {
        var bytes = new java.io.ByteArrayOutputStream();
        bytes.write(tag);
        if (content.length > 127) {
            bytes.write(0x82);
            bytes.write(content.length >> 8);
        }
        bytes.write(content.length);
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }
}
