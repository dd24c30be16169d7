package io.tidegate.verify.key;

import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.JsonPointer;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a set of JSON web keys, or a single one. Keys of unknown kinds are left out.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517">RFC 7517</a>
 */
public final class Jwks {

    private static final int MOST = 100;
    private static final Map<String, String> CURVES =
            Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");

    private final byte[] document;
    private final String place;
    private final int item;

    private Jwks(byte[] document, String place, int item) {
        this.document = document;
        this.place = place;
        this.item = item;
    }

    /**
     * The keys in a document.
     *
     * @param document the JSON
     * @param within where in it the set or the key is; empty for the whole document
     */
    public static List<NamedPublicKey> read(byte[] document, String within) {
        int count = new JsonPointer(within + "/keys/*").items(document);
        if (count == 0) {
            return new Jwks(document, within, 0).key().stream().toList();
        }
        var keys = new ArrayList<NamedPublicKey>();
        for (int i = 0; i < Math.min(count, MOST); i++) {
            new Jwks(document, within + "/keys/*", i).key().ifPresent(keys::add);
        }
        return keys;
    }

    private Optional<NamedPublicKey> key() {
        Optional<PublicKey> key =
                switch (field("kty")) {
                    case "RSA" -> rsa();
                    case "EC" -> ec();
                    case "OKP" -> okp();
                    default -> Optional.empty();
                };
        return key.map(it -> new NamedPublicKey(field("kid"), it));
    }

    private String field(String name) {
        return new JsonPointer(place + "/" + name).text(document, item).orElse("");
    }

    private Optional<BigInteger> number(String name) {
        return Coding.BASE64URL
                .decode(field(name))
                .filter(bytes -> bytes.length > 0)
                .map(bytes -> new BigInteger(1, bytes));
    }

    private Optional<PublicKey> rsa() {
        return number("n")
                .flatMap(n -> number("e").flatMap(e -> made("RSA", new RSAPublicKeySpec(n, e))));
    }

    private Optional<PublicKey> ec() {
        Optional<BigInteger> x = number("x");
        Optional<BigInteger> y = number("y");
        return curve().filter(it -> x.isPresent() && y.isPresent())
                .flatMap(it -> made("EC", new ECPublicKeySpec(new ECPoint(x.get(), y.get()), it)));
    }

    private Optional<ECParameterSpec> curve() {
        String name = CURVES.getOrDefault(field("crv"), "");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return Optional.of(parameters.getParameterSpec(ECParameterSpec.class));
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("this Java has no " + name, cause);
        }
    }

    private Optional<PublicKey> okp() {
        return Coding.BASE64URL
                .decode(field("x"))
                .filter(bytes -> field("crv").equals("Ed25519") && bytes.length == 32)
                .flatMap(PublicKeys::bare);
    }

    private static Optional<PublicKey> made(String kind, java.security.spec.KeySpec spec) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePublic(spec));
        } catch (GeneralSecurityException notAKey) {
            return Optional.empty();
        }
    }
}
