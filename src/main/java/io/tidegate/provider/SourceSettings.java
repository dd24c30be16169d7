package io.tidegate.provider;

import io.tidegate.config.ProviderFile;
import io.tidegate.config.ProviderFile.SettingConfig;
import io.tidegate.config.SourceConfig;
import io.tidegate.verify.value.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Brings together what a provider asks to be told and what a source tells. */
final class SourceSettings {

    private SourceSettings() {}

    /** The settings; empty, and said so, if one is missing or unknown. */
    static Optional<Settings> of(ProviderFile file, SourceConfig source, Remarks remarks) {
        var values = new HashMap<>(source.settings());
        boolean isCustom = source.provider().isEmpty();
        boolean isGood = true;
        for (String name : source.settings().keySet()) {
            if (!isCustom && !file.settings().containsKey(name)) {
                remarks.at(name)
                        .add(
                                "is no setting of %s; it has %s"
                                        .formatted(file.id(), file.settings().keySet()));
                isGood = false;
            }
        }
        for (var setting : file.settings().entrySet()) {
            String usual = setting.getValue().byDefault();
            if (usual != null) {
                values.putIfAbsent(setting.getKey(), usual);
            } else if (!values.containsKey(setting.getKey())) {
                remarks.at(setting.getKey()).add("is required: " + setting.getValue().about());
                isGood = false;
            }
        }
        return isGood ? Optional.of(new Settings(values, source.url())) : Optional.empty();
    }

    /** What the provider's own examples say, for looking at a provider without a source. */
    static Settings examples(ProviderFile file) {
        Map<String, String> values = new HashMap<>();
        file.settings().forEach((name, setting) -> values.put(name, example(setting)));
        return new Settings(values, "");
    }

    private static String example(SettingConfig setting) {
        String usual = setting.byDefault();
        return usual == null || !setting.example().isEmpty() ? setting.example() : usual;
    }
}
