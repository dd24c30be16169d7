package io.tidegate.provider;

import io.tidegate.config.VerifyConfig;
import io.tidegate.verify.message.CavageDialect;
import io.tidegate.verify.message.Component;
import io.tidegate.verify.message.Demands;
import io.tidegate.verify.message.Dialect;
import io.tidegate.verify.message.MessageAlgorithm;
import io.tidegate.verify.message.MessageKeys;
import io.tidegate.verify.message.MessageScheme;
import io.tidegate.verify.message.StandardDialect;
import io.tidegate.verify.scheme.Freshness;
import io.tidegate.verify.scheme.Scheme;
import io.tidegate.verify.scheme.SecretKeys;
import io.tidegate.verify.value.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Compiles signatures over whole HTTP messages. */
final class MessageCompiler {

    private final VerifyConfig config;
    private final Workshop workshop;
    private final Remarks remarks;
    private final boolean isDraft;

    MessageCompiler(VerifyConfig config, Workshop workshop, Remarks remarks) {
        this.config = config;
        this.workshop = workshop;
        this.remarks = remarks;
        isDraft = config.scheme() == VerifyConfig.Scheme.CAVAGE;
    }

    /** The scheme; empty if something is wrong with it, which the remarks then tell. */
    Optional<Scheme> compile(ProofPlace place) {
        Optional<Dialect> dialect = dialect(place);
        Optional<MessageKeys> keys = keys();
        Optional<Demands> demands = place.freshness().flatMap(this::demands);
        return dialect.flatMap(
                it ->
                        keys.flatMap(
                                that -> demands.map(those -> new MessageScheme(it, that, those))));
    }

    private Optional<Dialect> dialect(ProofPlace place) {
        boolean isElsewhere = !config.header().isEmpty() || !config.from().isEmpty();
        if (!isDraft && isElsewhere) {
            remarks.add("has its signature in the fields Signature-Input and Signature, always");
            return Optional.empty();
        }
        Value url = workshop.syntax().value("url");
        return place.value("header:Signature")
                .map(
                        it ->
                                isDraft
                                        ? new CavageDialect(it, config.prefix(), url)
                                        : new StandardDialect(it, url));
    }

    private Optional<MessageKeys> keys() {
        Remarks here = remarks.at("algorithms");
        if (config.algorithms().isEmpty()) {
            here.add("is required, as [ed25519]: no request must choose freely");
            return Optional.empty();
        }
        List<MessageAlgorithm> known = isDraft ? MessageAlgorithm.DRAFT : MessageAlgorithm.STANDARD;
        return listed(config.algorithms(), here, it -> algorithm(it, known)).flatMap(this::keys);
    }

    private static MessageAlgorithm algorithm(String name, List<MessageAlgorithm> known) {
        return MessageAlgorithm.of(name, known)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'%s' is none of %s"
                                                .formatted(name, MessageAlgorithm.names(known))));
    }

    private Optional<MessageKeys> keys(List<MessageAlgorithm> algorithms) {
        var compiler = new KeyCompiler(config.key(), workshop, remarks.at("key"));
        var keys = new LinkedHashMap<MessageAlgorithm, SecretKeys>();
        for (MessageAlgorithm algorithm : algorithms) {
            compiler.keys(algorithm).ifPresent(it -> keys.put(algorithm, it));
        }
        return keys.size() == algorithms.size()
                ? remarks.at("algorithms").attempt(() -> new MessageKeys(keys))
                : Optional.empty();
    }

    private Optional<Demands> demands(Freshness freshness) {
        Remarks here = remarks.at("components");
        String digest = isDraft ? "digest" : "content-digest";
        Optional<List<Component>> components = listed(config.components(), here, this::component);
        if (components.isEmpty()) {
            return Optional.empty();
        }
        if (!components.get().contains(component(digest))) {
            here.add("must have %s in it, or nothing would vouch for the body".formatted(digest));
            return Optional.empty();
        }
        return parameters()
                .map(it -> new Demands(withTime(components.get(), freshness), it, freshness));
    }

    /** What the file wants covered, and besides it wherever the time is. */
    private List<Component> withTime(List<Component> components, Freshness freshness) {
        var all = new LinkedHashSet<>(components);
        freshness.headers().forEach(it -> all.add(component(it.toLowerCase(Locale.ROOT))));
        return List.copyOf(all);
    }

    private Component component(String name) {
        return isDraft ? CavageDialect.component(name) : Component.written(name);
    }

    private Optional<Map<String, String>> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        config.claims()
                .forEach(
                        (name, texts) -> {
                            Remarks here = remarks.at("claims").at(name);
                            if (texts.size() == 1) {
                                here.attempt(() -> workshop.syntax().name(texts.get(0)))
                                        .ifPresent(it -> parameters.put(name, it));
                            } else {
                                here.add("must be one text");
                            }
                        });
        return parameters.size() == config.claims().size()
                ? Optional.of(parameters)
                : Optional.empty();
    }

    /**
     * What the words of a list stand for, each once; empty if one is wrong. A setting may stand for
     * several words with blanks between them.
     */
    private <T> Optional<List<T>> listed(
            List<String> written, Remarks here, Function<String, T> meaning) {
        var meanings = new LinkedHashSet<T>();
        boolean isComplete = true;
        for (String word : written) {
            Optional<List<T>> found =
                    here.attempt(() -> words(word).stream().map(meaning).toList());
            found.ifPresent(meanings::addAll);
            isComplete &= found.isPresent();
        }
        return isComplete ? Optional.of(List.copyOf(meanings)) : Optional.empty();
    }

    private List<String> words(String word) {
        return word.startsWith("$")
                ? List.of(workshop.syntax().name(word).strip().split(" +", -1))
                : List.of(word);
    }
}
