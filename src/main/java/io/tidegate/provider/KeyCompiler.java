package io.tidegate.provider;

import io.tidegate.config.VerifyConfig;
import io.tidegate.config.VerifyConfig.KeyConfig;
import io.tidegate.config.VerifyConfig.PublishedConfig;
import io.tidegate.verify.key.JoseAlgorithm;
import io.tidegate.verify.key.KeyDocument;
import io.tidegate.verify.key.KeyForm;
import io.tidegate.verify.key.KeyForms;
import io.tidegate.verify.key.KeyPlace;
import io.tidegate.verify.key.KeySupply;
import io.tidegate.verify.key.RemoteKeys;
import io.tidegate.verify.key.SignatureAlgorithm;
import io.tidegate.verify.key.SignatureAlgorithm.Family;
import io.tidegate.verify.message.MessageAlgorithm;
import io.tidegate.verify.odd.Hashes;
import io.tidegate.verify.scheme.SecretKeys;
import io.tidegate.verify.value.Value;
import java.util.Optional;
import java.util.function.Function;

/** Compiles what a file says about keys. */
final class KeyCompiler {

    private final KeyConfig config;
    private final Workshop workshop;
    private final Remarks remarks;

    KeyCompiler(KeyConfig config, Workshop workshop, Remarks remarks) {
        this.config = config;
        this.workshop = workshop;
        this.remarks = remarks;
    }

    /** Whether checks of this scheme cost too much for an event loop. */
    static boolean isHeavy(VerifyConfig.Scheme scheme) {
        return family(scheme).isPresent();
    }

    /** The keys of a scheme that is no web token. */
    Optional<SecretKeys> keys(VerifyConfig.Scheme scheme, VerifyConfig.Algorithm algorithm) {
        Optional<Family> family = family(scheme);
        if (scheme == VerifyConfig.Scheme.ED25519 && !config.from().isEmpty()) {
            return bytes().flatMap(it -> secrets(KeyForms.seed(it)));
        }
        if (family.isPresent()) {
            return keyPairs(new SignatureAlgorithm(family.get(), algorithm.name()));
        }
        return scheme == VerifyConfig.Scheme.DIGEST
                ? secrets(KeyForms.digest(Hashes.of(algorithm.name())))
                : mac("Hmac" + algorithm.name());
    }

    /** The keys of a web token. */
    Optional<SecretKeys> keys(JoseAlgorithm algorithm) {
        return algorithm.signature().map(this::keyPairs).orElseGet(() -> mac(algorithm.mac()));
    }

    /** The keys of a message signature. */
    Optional<SecretKeys> keys(MessageAlgorithm algorithm) {
        return algorithm.signature().map(this::keyPairs).orElseGet(() -> mac(algorithm.mac()));
    }

    private static Optional<Family> family(VerifyConfig.Scheme scheme) {
        return switch (scheme) {
            case RSA -> Optional.of(Family.RSA_PKCS1);
            case RSA_PSS -> Optional.of(Family.RSA_PSS);
            case ECDSA -> Optional.of(Family.ECDSA_DER);
            case ED25519 -> Optional.of(Family.ED25519);
            case HMAC, DIGEST, JWT, JWS, HTTP_SIGNATURE, CAVAGE, TOKEN, BASIC, NONE ->
                    Optional.empty();
        };
    }

    private Optional<SecretKeys> mac(String algorithm) {
        return bytes().flatMap(it -> secrets(prefixed(KeyForms.mac(algorithm, it))));
    }

    private KeyForm prefixed(KeyForm form) {
        return config.prefix().isEmpty() ? form : KeyForms.prefixed(config.prefix(), form);
    }

    private Optional<Function<String, Optional<byte[]>>> bytes() {
        if (config.from().isEmpty()) {
            return Optional.of(
                    KeyForms.written(SchemeCompiler.coding(config.encoding()), config.strip()));
        }
        return workshop.template(config.from(), remarks.at("from"))
                .map(it -> KeyForms.computed(it, config.strip()));
    }

    private Optional<SecretKeys> keyPairs(SignatureAlgorithm algorithm) {
        var coding = SchemeCompiler.coding(config.encoding());
        KeyForm form = prefixed(KeyForms.keyPair(algorithm, coding, config.strip()));
        if (config.published().url().isEmpty()) {
            return secrets(form);
        }
        return published(config.published(), algorithm, remarks.at("published"))
                .map(it -> new SecretKeys(form, Optional.empty(), Optional.of(it)));
    }

    private Optional<SecretKeys> secrets(KeyForm form) {
        Optional<Value> name = workshop.optionalValue(config.name(), remarks.at("name"));
        return name.isPresent() || config.name().isEmpty()
                ? Optional.of(new SecretKeys(form, name, Optional.empty()))
                : Optional.empty();
    }

    private Optional<KeySupply> published(
            PublishedConfig config, SignatureAlgorithm algorithm, Remarks here) {
        Optional<Value> id = workshop.optionalValue(config.id(), here.at("id"));
        return new PlaceCompiler(config, workshop, here)
                .compile()
                .flatMap(place -> here.attempt(() -> remote(config, place, id, algorithm)));
    }

    private KeySupply remote(
            PublishedConfig config,
            KeyPlace place,
            Optional<Value> id,
            SignatureAlgorithm algorithm) {
        return new RemoteKeys(
                place, id, form(config), algorithm, config.maxAge(), workshop.shelf());
    }

    private static KeyDocument form(PublishedConfig config) {
        return switch (config.form()) {
            case JWKS -> KeyDocument.jwks(config.within());
            case SINGLE -> KeyDocument.single(config.within());
        };
    }
}
