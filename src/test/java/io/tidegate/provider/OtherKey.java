package io.tidegate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.event.Verdict;
import io.tidegate.verify.key.Jwks;
import io.tidegate.verify.key.PublicKeys;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** A key of the same kind as that of a sample, which did not sign it. */
final class OtherKey {

    private static final Map<String, KeyPair> PAIRS = new ConcurrentHashMap<>();
    private static final Pattern BASE64_KEY = Pattern.compile("[A-Za-z0-9+/]{80,}={0,2}");
    private static final int P521_BITS = 521;

    private final Recorded sample;

    OtherKey(Recorded sample) {
        this.sample = sample;
    }

    /** The verdict on the sample where only the other key is known. */
    Verdict judge() {
        return sample.fetchedKey().isPresent() && !sample.compiled().accepts(sample.secret())
                ? sample.judge(request -> sample.fetchedKey().map(this::otherDocument))
                : sample.judge(sample.request(), List.of(secret().orElseThrow()));
    }

    /** Another secret of the same form; empty where keys are fetched. */
    Optional<String> secret() {
        Provider provider = sample.compiled();
        String own = sample.secret();
        if (own.isEmpty() || !provider.accepts(own)) {
            return Optional.empty();
        }
        Optional<PublicKey> key = publicKey(own);
        if (key.isPresent()) {
            String id = own.startsWith("-----") ? "" : own.substring(0, own.indexOf("-----"));
            return Optional.of(id + pem("PUBLIC KEY", pair(key.get()).getPublic()));
        }
        if (provider.isHeavy()) {
            return Optional.of(pem("PUBLIC KEY", pairOf("Ed25519").getPublic()))
                    .filter(provider::accepts)
                    .or(() -> Optional.of(pem("PUBLIC KEY", pairOf("RSA").getPublic())))
                    .filter(provider::accepts)
                    .or(() -> Optional.of(pem("PUBLIC KEY", pairOf("EC").getPublic())));
        }
        return spoiled(own, provider);
    }

    /** A secret to send with: the sample's own, or a whole new key pair. */
    String signingSecret() {
        Provider provider = sample.compiled();
        String own = sample.secret();
        boolean isShared = publicKey(own).isEmpty() && provider.accepts(own);
        if (isShared && canSign(provider, own)) {
            return own;
        }
        for (String kind : List.of("RSA", "EC", "P521", "Ed25519")) {
            KeyPair pair = pairOf(kind);
            String both =
                    keyId()
                            + pem("PRIVATE KEY", pair.getPrivate())
                            + pem("PUBLIC KEY", pair.getPublic());
            if (provider.accepts(both)) {
                return both;
            }
        }
        return own;
    }

    private boolean canSign(Provider provider, String secret) {
        try {
            provider.sample(secret, sample.address(), sample.request().receivedAt(), "x");
            return true;
        } catch (IllegalStateException onlyChecks) {
            return false;
        }
    }

    private String keyId() {
        int pem = sample.secret().indexOf("-----BEGIN");
        return pem > 0 ? sample.secret().substring(0, pem) : "";
    }

    /** The same secret with another letter, in a place where it stays a secret of this kind. */
    private static Optional<String> spoiled(String own, Provider provider) {
        for (int i = own.length() - 3; i > 0; i--) {
            char c = own.charAt(i);
            String other = own.substring(0, i) + (c == '1' ? '2' : '1') + own.substring(i + 1);
            if (Character.isLetterOrDigit(c) && provider.accepts(other)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private static Optional<PublicKey> publicKey(String text) {
        return text.contains("-----BEGIN") ? PublicKeys.pem(text) : Optional.empty();
    }

    private byte[] otherDocument(byte[] document) {
        String text = new String(document, StandardCharsets.UTF_8);
        if (text.contains("-----BEGIN")) {
            return pem("PUBLIC KEY", pair(publicKey(text).orElseThrow()).getPublic())
                    .getBytes(StandardCharsets.UTF_8);
        }
        if (!text.contains("\"kty\"")) {
            String other =
                    Base64.getEncoder().encodeToString(pairOf("EC").getPublic().getEncoded());
            return BASE64_KEY.matcher(text).replaceAll(other).getBytes(StandardCharsets.UTF_8);
        }
        try {
            JsonNode tree = JsonMapper.builder().build().readTree(text);
            tree.findParents("kty").forEach(it -> replace((ObjectNode) it));
            return tree.toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void replace(ObjectNode jwk) {
        byte[] json = jwk.toString().getBytes(StandardCharsets.UTF_8);
        PublicKey other = pair(Jwks.read(json, "").get(0).key()).getPublic();
        if (other instanceof RSAPublicKey rsa) {
            jwk.put("n", base64url(rsa.getModulus(), 256));
        } else if (other instanceof ECPublicKey ec) {
            int bytes = (ec.getParams().getOrder().bitLength() + 7) / 8;
            jwk.put("x", base64url(ec.getW().getAffineX(), bytes));
            jwk.put("y", base64url(ec.getW().getAffineY(), bytes));
        } else {
            byte[] encoded = other.getEncoded();
            jwk.put(
                    "x",
                    base64url(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
        }
    }

    private static String base64url(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        var fixed = new byte[length];
        int count = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - count, fixed, length - count, count);
        return base64url(fixed);
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair pair(PublicKey like) {
        if (like instanceof EdECPublicKey) {
            return pairOf("Ed25519");
        }
        boolean isLarge =
                like instanceof ECPublicKey ec
                        && ec.getParams().getOrder().bitLength() == P521_BITS;
        return pairOf(isLarge ? "P521" : like.getAlgorithm());
    }

    private static KeyPair pairOf(String kind) {
        return PAIRS.computeIfAbsent(kind, OtherKey::generate);
    }

    private static KeyPair generate(String kind) {
        try {
            var generator = KeyPairGenerator.getInstance(kind.equals("P521") ? "EC" : kind);
            switch (kind) {
                case "RSA" -> generator.initialize(2048);
                case "EC" -> generator.initialize(256);
                case "P521" -> generator.initialize(P521_BITS);
                default -> {}
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String pem(String label, Key key) {
        String lines =
                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
