package io.tidegate.provider;

import io.tidegate.config.VerifyConfig;
import io.tidegate.verify.scheme.Condition;
import io.tidegate.verify.scheme.Guarded;
import io.tidegate.verify.scheme.OpenScheme;
import io.tidegate.verify.scheme.Scheme;
import io.tidegate.verify.scheme.TokenScheme;
import io.tidegate.verify.value.Coding;
import java.util.Optional;

/** Turns the written form of a scheme into a ready one. A new scheme is one line here. */
final class SchemeCompiler {

    private final VerifyConfig config;
    private final Workshop workshop;
    private final Remarks remarks;

    private SchemeCompiler(VerifyConfig config, Workshop workshop, Remarks remarks) {
        this.config = config;
        this.workshop = workshop;
        this.remarks = remarks;
    }

    /** The scheme; empty if something is wrong with it, which the remarks then tell. */
    static Optional<Scheme> compile(VerifyConfig config, Workshop workshop, Remarks remarks) {
        var compiler = new SchemeCompiler(config, workshop, remarks);
        Optional<Scheme> scheme = compiler.scheme();
        return config.when().isEmpty()
                ? scheme
                : compiler.condition().flatMap(when -> scheme.map(it -> new Guarded(it, when)));
    }

    private Optional<Condition> condition() {
        return workshop.expected(config.when(), remarks.at("when")).map(Condition::new);
    }

    private Optional<Scheme> scheme() {
        var place = new ProofPlace(config, workshop, remarks);
        return switch (config.scheme()) {
            case HMAC, DIGEST, RSA, RSA_PSS, ECDSA, ED25519 ->
                    new SignedCompiler(config, workshop, remarks).compile(place);
            case JWT -> new TokenCompiler(config, workshop, remarks).jwt(place);
            case JWS -> new TokenCompiler(config, workshop, remarks).jws(place);
            case HTTP_SIGNATURE, CAVAGE ->
                    new MessageCompiler(config, workshop, remarks).compile(place);
            case TOKEN ->
                    place.value("").map(it -> new TokenScheme(it, config.prefix(), Coding.UTF8));
            case BASIC ->
                    place.value("header:Authorization")
                            .map(it -> new TokenScheme(it, "Basic ", Coding.BASE64));
            case NONE -> Optional.of(new OpenScheme());
        };
    }

    static Coding coding(VerifyConfig.Encoding encoding) {
        return switch (encoding) {
            case UTF8 -> Coding.UTF8;
            case HEX -> Coding.HEX;
            case BASE64 -> Coding.BASE64;
            case BASE64URL -> Coding.BASE64URL;
        };
    }
}
