package io.tidegate.verify.message;

import static io.tidegate.verify.Requests.value;

import io.tidegate.event.InboundRequest;
import io.tidegate.verify.key.KeyForm;
import io.tidegate.verify.key.KeyForms;
import io.tidegate.verify.scheme.Freshness;
import io.tidegate.verify.scheme.Scheme;
import io.tidegate.verify.scheme.SecretKeys;
import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Settings;
import io.tidegate.verify.value.ValueSyntax;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Schemes of message signatures that say only what a test is about. */
final class Schemes {

    private Schemes() {}

    /** Keys with names, each for all of these algorithms; shared secrets are base64. */
    static MessageKeys namedKeys(MessageAlgorithm... algorithms) {
        var keys = new LinkedHashMap<MessageAlgorithm, SecretKeys>();
        for (MessageAlgorithm algorithm : algorithms) {
            var named = Optional.of(value("sig:keyid"));
            keys.put(algorithm, new SecretKeys(form(algorithm), named, Optional.empty()));
        }
        return new MessageKeys(keys);
    }

    /** Keys that are all tried. */
    static MessageKeys keys(MessageAlgorithm... algorithms) {
        var keys = new LinkedHashMap<MessageAlgorithm, SecretKeys>();
        for (MessageAlgorithm algorithm : algorithms) {
            keys.put(algorithm, SecretKeys.of(form(algorithm)));
        }
        return new MessageKeys(keys);
    }

    private static KeyForm form(MessageAlgorithm algorithm) {
        return algorithm
                .signature()
                .map(it -> KeyForms.keyPair(it, Coding.BASE64, List.of()))
                .orElseGet(
                        () ->
                                KeyForms.mac(
                                        algorithm.mac(),
                                        KeyForms.written(Coding.BASE64, List.of())));
    }

    /** Signatures as RFC 9421 has them. */
    static MessageScheme standard(MessageKeys keys, String... components) {
        return standard("", keys, demands(components));
    }

    /**
     * The same.
     *
     * @param publicUrl the address that the sender was given; empty to go by the Host header
     */
    static MessageScheme standard(String publicUrl, MessageKeys keys, Demands demands) {
        var syntax = new ValueSyntax(new Settings(Map.of(), publicUrl), Map.of());
        return new MessageScheme(
                new StandardDialect(syntax.value("header:Signature"), syntax.value("url")),
                keys,
                demands);
    }

    /** Signatures as the draft has them, in the field {@code Signature}. */
    static MessageScheme draft(MessageKeys keys, Freshness freshness, String... components) {
        List<Component> covered = Arrays.stream(components).map(Component::named).toList();
        return new MessageScheme(
                new CavageDialect(value("header:Signature"), "", value("url")),
                keys,
                new Demands(covered, Map.of(), freshness));
    }

    /** The request as a sender with this secret signs it. */
    static InboundRequest signed(Scheme scheme, InboundRequest request, String secret) {
        return scheme.sign(Evidence.of(request), secret);
    }

    static Demands demands(String... components) {
        return new Demands(components(components), Map.of(), Freshness.ANY_AGE);
    }

    static List<Component> components(String... components) {
        return Arrays.stream(components).map(Component::written).toList();
    }
}
