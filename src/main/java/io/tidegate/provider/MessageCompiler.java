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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
        List<MessageAlgorithm> known = isDraft ? MessageAlgorithm.DRAFT : MessageAlgorithm.STANDARD;
        List<String> names = listed(config.algorithms(), here);
        if (names.isEmpty()) {
            here.add("is required, as [ed25519]: no request must choose freely");
            return Optional.empty();
        }
        var compiler = new KeyCompiler(config.key(), workshop, remarks.at("key"));
        var keys = new LinkedHashMap<MessageAlgorithm, SecretKeys>();
        for (String name : names) {
            Optional<MessageAlgorithm> algorithm = MessageAlgorithm.of(name, known);
            if (algorithm.isEmpty()) {
                here.add("'%s' is none of %s".formatted(name, MessageAlgorithm.names(known)));
            }
            algorithm.ifPresent(it -> compiler.keys(it).ifPresent(that -> keys.put(it, that)));
        }
        return keys.size() == names.size()
                ? here.attempt(() -> new MessageKeys(keys))
                : Optional.empty();
    }

    /** What must be covered: what the file says, and wherever the time is. */
    private Optional<Demands> demands(Freshness freshness) {
        Remarks here = remarks.at("components");
        var components = new LinkedHashSet<Component>();
        List<String> names = listed(config.components(), here);
        for (String name : names) {
            here.attempt(() -> component(name)).ifPresent(components::add);
        }
        String digest = isDraft ? "digest" : "content-digest";
        if (!names.contains(digest)) {
            here.add("must have %s in it, or nothing would vouch for the body".formatted(digest));
            return Optional.empty();
        }
        boolean isComplete = components.size() == Set.copyOf(names).size();
        components.addAll(fields(freshness.headers()));
        return parameters()
                .filter(it -> isComplete)
                .map(it -> new Demands(List.copyOf(components), it, freshness));
    }

    private Component component(String name) {
        return isDraft ? CavageDialect.component(name) : Component.written(name);
    }

    private List<Component> fields(Set<String> headers) {
        return headers.stream().map(it -> component(it.toLowerCase(Locale.ROOT))).toList();
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

    /** The words of a list, in which a setting may stand for several with blanks between them. */
    private List<String> listed(List<String> written, Remarks here) {
        var words = new ArrayList<String>();
        for (String word : written) {
            here.attempt(() -> workshop.syntax().name(word))
                    .map(it -> word.startsWith("$") ? Stream.of(it.split(" +")) : Stream.of(it))
                    .ifPresent(it -> it.forEach(words::add));
        }
        return words;
    }
}
