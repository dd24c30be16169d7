package io.tidegate.verify.odd;

import static java.util.Map.entry;
import static java.util.stream.Collectors.joining;

import io.tidegate.verify.value.Derived;
import io.tidegate.verify.value.FunctionMaker;
import io.tidegate.verify.value.Parameters.Parameter;
import io.tidegate.verify.value.Texts;
import io.tidegate.verify.value.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Functions for senders that sign the fields of a form or the parameters of a query in another
 * spelling than they send. They take the text {@code a=1&b=2} as it was sent. Some give such a text
 * back, so that one can work on what another has made. What cannot be decoded is nothing.
 */
final class ParameterFunctions {

    /** By name. */
    static final Map<String, FunctionMaker> ALL =
            Map.ofEntries(
                    entry("sort-params", respelling(ParameterFunctions::sorted)),
                    entry("unique-params", respelling(ParameterFunctions::unique)),
                    entry("without-param", ParameterFunctions::without),
                    entry("join-params", ParameterFunctions::joined),
                    entry("canonical-query", respelling(ParameterFunctions::canonical)),
                    entry("php-params", respelling(ParameterFunctions::php)),
                    entry("php-urlencode", ParameterFunctions::phpText),
                    entry("php-serialize", spelling(SerializedForm::php)),
                    entry("form-json", spelling(SerializedForm::json)));

    private static final Comparator<Parameter> BY_NAME =
            Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

    private ParameterFunctions() {}

    private static FunctionMaker respelling(Function<List<Parameter>, String> spell) {
        return spelling(spell.andThen(Optional::of));
    }

    private static FunctionMaker spelling(Function<List<Parameter>, Optional<String>> spell) {
        return args -> new ParameterText(Arguments.exactly(1, args).value(0), spell);
    }

    /**
     * By name, and of one name by value, as they were written.
     *
     * @see <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-security">Twilio, read
     *     2026-11-23</a>
     * @see <a href="https://www.plivo.com/docs/voice/concepts/signature-validation">Plivo, read
     *     2026-11-23</a>
     */
    private static String sorted(List<Parameter> parameters) {
        return written(parameters.stream().sorted(BY_NAME).toList());
    }

    /**
     * Each name and value once, in their order.
     *
     * @see <a href="https://github.com/twilio/twilio-node/blob/main/src/webhooks/webhooks.ts">what
     *     Twilio's own code does, read 2026-11-24</a>
     */
    private static String unique(List<Parameter> parameters) {
        var seen = new HashSet<List<String>>();
        return written(
                parameters.stream()
                        .filter(it -> seen.add(List.of(it.name(), it.value())))
                        .toList());
    }

    /** All but those of one name, which is mostly that of the signature. */
    private static Value without(List<Value> args) {
        String name = Arguments.exactly(2, args).text(1);
        return new ParameterText(
                args.get(0),
                parameters ->
                        Optional.of(
                                written(
                                        parameters.stream()
                                                .filter(it -> !it.name().equals(name))
                                                .toList())));
    }

    /** Decoded names and values, with a text between the two and another between parameters. */
    private static Value joined(List<Value> args) {
        var arguments = Arguments.exactly(3, args);
        String binder = arguments.text(1);
        String joiner = arguments.text(2);
        return new ParameterText(
                args.get(0),
                parameters ->
                        Optional.of(
                                parameters.stream()
                                        .map(it -> it.name() + binder + it.value())
                                        .collect(joining(joiner))));
    }

    private static String written(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::written).collect(joining("&"));
    }

    /**
     * Percent-encoded and sorted by name; values of one name sorted, with a comma between them.
     *
     * @see <a href="https://developer.atlassian.com/cloud/bitbucket/query-string-hash/">Atlassian's
     *     query string hash, read 2026-11-24</a>
     */
    private static String canonical(List<Parameter> parameters) {
        var values = new TreeMap<String, String>();
        parameters.stream()
                .map(it -> List.of(Texts.urlEncoded(it.name()), Texts.urlEncoded(it.value())))
                .sorted(
                        Comparator.comparing((List<String> it) -> it.get(0))
                                .thenComparing(it -> it.get(1)))
                .forEach(it -> values.merge(it.get(0), it.get(1), (a, b) -> a + "," + b));
        return values.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(joining("&"));
    }

    /**
     * In their order, with values as PHP encodes them for an address.
     *
     * @see <a href="https://developers.payfast.co.za/docs#step_4_confirm_payment">PayFast, read
     *     2026-11-24</a>
     */
    private static String php(List<Parameter> parameters) {
        return parameters.stream()
                .map(it -> it.name() + "=" + phpEncoded(it.value()))
                .collect(joining("&"));
    }

    private static Value phpText(List<Value> args) {
        return Derived.text(Arguments.atLeast(1, args).from(0), ParameterFunctions::phpEncoded);
    }

    private static String phpEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A");
    }
}
