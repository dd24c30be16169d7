package io.tidegate.provider;

import io.tidegate.config.VerifyConfig;
import io.tidegate.verify.key.JoseAlgorithm;
import io.tidegate.verify.scheme.Claim;
import io.tidegate.verify.scheme.DetachedScheme;
import io.tidegate.verify.scheme.Freshness;
import io.tidegate.verify.scheme.JwtScheme;
import io.tidegate.verify.scheme.Scheme;
import io.tidegate.verify.scheme.SecretKeys;
import io.tidegate.verify.scheme.TokenKeys;
import io.tidegate.verify.value.Template;
import io.tidegate.verify.value.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/** Compiles JSON web tokens and signatures. */
final class TokenCompiler {

    private final VerifyConfig config;
    private final Workshop workshop;
    private final Remarks remarks;

    TokenCompiler(VerifyConfig config, Workshop workshop, Remarks remarks) {
        this.config = config;
        this.workshop = workshop;
        this.remarks = remarks;
    }

    /** A token with claims; empty if something is wrong with it, which the remarks then tell. */
    Optional<Scheme> jwt(ProofPlace place) {
        boolean isUsual = config.header().isEmpty() && config.from().isEmpty();
        String prefix = isUsual && config.prefix().isEmpty() ? "Bearer " : config.prefix();
        Optional<Value> from = place.value("header:Authorization");
        Optional<TokenKeys> keys = keys();
        Optional<List<Claim>> claims = claims();
        Optional<Freshness> freshness = place.freshness();
        if (from.isEmpty() || keys.isEmpty() || claims.isEmpty()) {
            return Optional.empty();
        }
        return freshness.map(
                fresh ->
                        new JwtScheme(
                                from.get(), prefix, keys.get(), claims.get(), fresh, isHeavy()));
    }

    /** A signature without its payload. */
    Optional<Scheme> jws(ProofPlace place) {
        Optional<Value> from = place.value("");
        Optional<TokenKeys> keys = keys();
        Optional<Template> payload =
                workshop.template(config.signed().get(0), remarks.at("signed"));
        if (from.isEmpty() || keys.isEmpty() || payload.isEmpty()) {
            return Optional.empty();
        }
        return place.freshness()
                .map(
                        fresh ->
                                new DetachedScheme(
                                        from.get(), payload.get(), keys.get(), fresh, isHeavy()));
    }

    private boolean isHeavy() {
        return config.algorithms().stream().anyMatch(it -> !it.startsWith("HS"));
    }

    private Optional<TokenKeys> keys() {
        var keys = new EnumMap<JoseAlgorithm, SecretKeys>(JoseAlgorithm.class);
        var algorithms = new ArrayList<JoseAlgorithm>();
        if (config.algorithms().isEmpty()) {
            remarks.at("algorithms").add("is required, as [RS256]: tokens must not choose freely");
        }
        for (int i = 0; i < config.algorithms().size(); i++) {
            String written = config.algorithms().get(i);
            Optional<JoseAlgorithm> algorithm = JoseAlgorithm.of(written);
            if (algorithm.isEmpty()) {
                remarks.at("algorithms")
                        .item(i)
                        .add("'%s' is none of %s".formatted(written, JoseAlgorithm.names()));
            }
            algorithm.ifPresent(algorithms::add);
        }
        var compiler = new KeyCompiler(config.key(), workshop, remarks.at("key"));
        for (JoseAlgorithm algorithm : algorithms) {
            compiler.keys(algorithm).ifPresent(it -> keys.put(algorithm, it));
        }
        boolean isComplete = !keys.isEmpty() && keys.size() == config.algorithms().size();
        return isComplete ? Optional.of(new TokenKeys(algorithms.get(0), keys)) : Optional.empty();
    }

    private Optional<List<Claim>> claims() {
        var claims = new ArrayList<Claim>();
        config.claims()
                .forEach(
                        (name, texts) ->
                                workshop.templates(texts, remarks.at("claims").at(name))
                                        .map(it -> claim(name, it))
                                        .ifPresent(claims::add));
        return claims.size() == config.claims().size() ? Optional.of(claims) : Optional.empty();
    }

    private static Claim claim(String name, List<Template> expected) {
        boolean isDigest = expected.stream().anyMatch(Value::readsBody);
        return new Claim(name, expected, isDigest);
    }
}
