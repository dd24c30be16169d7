package io.tidegate.provider;

import io.tidegate.config.VerifyConfig;
import io.tidegate.config.VerifyConfig.KeyConfig;
import io.tidegate.config.VerifyConfig.PublishedConfig;
import io.tidegate.verify.key.JoseAlgorithm;
import io.tidegate.verify.key.KeyDocument;
import io.tidegate.verify.key.KeyForm;
import io.tidegate.verify.key.KeyForms;
import io.tidegate.verify.key.KeySupply;
import io.tidegate.verify.key.RemoteKeys;
import io.tidegate.verify.key.SignatureAlgorithm;
import io.tidegate.verify.key.SignatureAlgorithm.Family;
import io.tidegate.verify.message.MessageAlgorithm;
import io.tidegate.verify.odd.Hashes;
import io.tidegate.verify.scheme.SecretKeys;
import io.tidegate.verify.value.Template;
import io.tidegate.verify.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Compiles what a file says about keys. */
final class KeyCompiler {

    private static final Pattern HTTPS = Pattern.compile("https://.+");

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
            case ECDSA_P1363 -> Optional.of(Family.ECDSA_P1363);
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
            PublishedConfig place, SignatureAlgorithm algorithm, Remarks here) {
        Optional<Template> url = workshop.template(place.url(), here.at("url"));
        Optional<Pattern> pin = url.flatMap(it -> pin(place, it, here));
        Optional<Template> body = workshop.template(place.body(), here.at("body"));
        Optional<Map<String, Template>> headers =
                workshop.templates(place.headers(), here.at("headers"));
        Optional<Value> id = workshop.optionalValue(place.id(), here.at("id"));
        if (pin.isEmpty() || body.isEmpty() || headers.isEmpty()) {
            return Optional.empty();
        }
        return here.attempt(
                () ->
                        new RemoteKeys(
                                url.orElseThrow(),
                                pin.get(),
                                headers.get(),
                                body.get(),
                                id,
                                form(place),
                                algorithm,
                                place.maxAge(),
                                workshop.shelf()));
    }

    private static KeyDocument form(PublishedConfig place) {
        return switch (place.form()) {
            case JWKS -> KeyDocument.jwks(place.within());
            case SINGLE -> KeyDocument.single(place.within());
        };
    }

    private static Optional<Pattern> pin(PublishedConfig place, Template url, Remarks here) {
        boolean isFixed = url.parts().stream().allMatch(Value::isOurs);
        if (place.pin().isEmpty() && !isFixed) {
            here.at("pin").add("is required, because the address follows from the request");
            return Optional.empty();
        }
        if (!place.url().startsWith("https://") && !place.pin().startsWith("https://")) {
            here.at("pin").add("must begin with https://, so that no key comes another way");
            return Optional.empty();
        }
        return here.at("pin")
                .attempt(() -> place.pin().isEmpty() ? HTTPS : Pattern.compile(place.pin()));
    }
}
