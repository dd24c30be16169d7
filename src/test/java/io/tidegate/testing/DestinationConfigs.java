package io.tidegate.testing;

import io.tidegate.config.ConfigException;
import io.tidegate.config.ConfigFile;
import io.tidegate.config.DestinationConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Destinations that say only what a test is about, all else being the default. */
public final class DestinationConfigs {

    private static final DestinationConfig LOG = parse("log: {}");

    private DestinationConfigs() {}

    /**
     * A destination as a configuration file has it.
     *
     * @param yaml its keys, as {@code nats: {servers: "nats://h", subject: s}}
     */
    public static DestinationConfig parse(String yaml) {
        try {
            Path file = Files.createTempFile("destination", ".yaml");
            try {
                Files.writeString(file, "destinations:\n  d:\n" + yaml.indent(4));
                var config = ConfigFile.read(file, Map.of()).check(List.of());
                return Objects.requireNonNull(config.destinations().get("d"));
            } catch (ConfigException wrong) {
                throw new IllegalArgumentException(wrong.problems().toString(), wrong);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A destination of one kind.
     *
     * @param kind the kind's own record, as an {@code HttpConfig}
     * @param others further components by name: {@code "timeout", Duration.ofSeconds(1)}
     */
    public static DestinationConfig of(Record kind, Map<String, ?> others) {
        var components = DestinationConfig.class.getRecordComponents();
        var values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            Object other = others.get(components[i].getName());
            values[i] = other == null ? valueOf(components[i], kind) : other;
        }
        return make(values);
    }

    /** A destination of one kind whose attempts may take {@code timeout}. */
    public static DestinationConfig of(Record kind, Duration timeout) {
        return of(kind, Map.of("timeout", timeout));
    }

    /** The same destination with another timeout. */
    public static DestinationConfig within(Duration timeout, DestinationConfig destination) {
        var values =
                Arrays.stream(DestinationConfig.class.getRecordComponents())
                        .map(it -> it.getName().equals("timeout") ? timeout : read(it, destination))
                        .toArray();
        return make(values);
    }

    private static @Nullable Object valueOf(RecordComponent component, Record kind) {
        if (component.getType() == kind.getClass()) {
            return kind;
        }
        return component.getName().equals("log") ? null : read(component, LOG);
    }

    private static @Nullable Object read(RecordComponent component, DestinationConfig from) {
        try {
            return component.getAccessor().invoke(from);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static DestinationConfig make(@Nullable Object[] values) {
        try {
            return (DestinationConfig)
                    DestinationConfig.class.getDeclaredConstructors()[0].newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
