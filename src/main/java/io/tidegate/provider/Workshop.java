package io.tidegate.provider;

import io.tidegate.verify.key.KeyShelf;
import io.tidegate.verify.odd.Oddities;
import io.tidegate.verify.value.Settings;
import io.tidegate.verify.value.Template;
import io.tidegate.verify.value.Value;
import io.tidegate.verify.value.ValueSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What compiling a provider takes: its source's settings, and the place for fetched keys.
 *
 * @param syntax the language of values, with the settings
 * @param settings what the source was told
 * @param shelf where fetched keys are put
 */
record Workshop(ValueSyntax syntax, Settings settings, KeyShelf shelf) {

    static Workshop of(Settings settings, KeyShelf shelf) {
        return new Workshop(new ValueSyntax(settings, Oddities.FUNCTIONS), settings, shelf);
    }

    /** The value; empty, and said so, if the text stands for none. */
    Optional<Value> value(String text, Remarks remarks) {
        return remarks.attempt(() -> syntax.value(text));
    }

    /** The value, if one is written; told apart from a wrong one by {@link Remarks}. */
    Optional<Value> optionalValue(String text, Remarks remarks) {
        return text.isEmpty() ? Optional.empty() : value(text, remarks);
    }

    /** The template; empty, and said so, if the text is none. */
    Optional<Template> template(String text, Remarks remarks) {
        return remarks.attempt(() -> syntax.template(text));
    }

    /** All templates; empty if one is wrong. */
    Optional<List<Template>> templates(List<String> texts, Remarks remarks) {
        var templates = new ArrayList<Template>();
        for (int i = 0; i < texts.size(); i++) {
            Remarks here = texts.size() == 1 ? remarks : remarks.item(i);
            template(texts.get(i), here).ifPresent(templates::add);
        }
        return templates.size() == texts.size() ? Optional.of(templates) : Optional.empty();
    }

    /** Templates by name; empty if one is wrong. */
    Optional<Map<String, Template>> templates(Map<String, String> texts, Remarks remarks) {
        var templates = new HashMap<String, Template>();
        texts.forEach(
                (name, text) ->
                        template(text, remarks.at(name)).ifPresent(it -> templates.put(name, it)));
        return templates.size() == texts.size() ? Optional.of(templates) : Optional.empty();
    }

    /** What is expected by where it is; empty if something is wrong. A dollar names a setting. */
    Optional<Map<Value, String>> expected(Map<String, String> texts, Remarks remarks) {
        var expected = new HashMap<Value, String>();
        texts.forEach(
                (where, text) ->
                        value(where, remarks.at(where))
                                .flatMap(
                                        value ->
                                                remarks.at(where)
                                                        .attempt(() -> setting(text))
                                                        .map(it -> Map.entry(value, it)))
                                .ifPresent(it -> expected.put(it.getKey(), it.getValue())));
        return expected.size() == texts.size() ? Optional.of(expected) : Optional.empty();
    }

    private String setting(String text) {
        return text.startsWith("$") ? settings.get(text.substring(1)) : text;
    }
}
