package io.tidegate.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Gives every meter its meaning, which a scrape says as help, and corrects two of the library's
 * that break Prometheus' rules for names.
 */
final class Meanings implements MeterFilter {

    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

    /** Its unit is the nanosecond; {@link ProcessMeters} has one in seconds in its place. */
    private static final String CPU_TIME = "process.cpu.time";

    /** As a gauge it must not end as the count of a histogram does. */
    private static final String CPU_COUNT = "system.cpu.count";

    private final Properties texts = new Properties();

    Meanings() {
        var file = Meanings.class.getResourceAsStream("meters.properties");
        try (var reader = new InputStreamReader(requireNonNull(file), UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return id.getName().equals(CPU_TIME) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        if (id.getName().equals(CPU_COUNT)) {
            return id.withName("system.cpus");
        }
        String text = texts.getProperty(id.getName());
        return text == null ? id : described(id, plain(text));
    }

    private static Meter.Id described(Meter.Id id, String text) {
        var tags = Tags.of(id.getTags());
        return new Meter.Id(id.getName(), tags, id.getBaseUnit(), text, id.getType());
    }

    /** Without the marks of the page that is made of the same texts. */
    private static String plain(String text) {
        return LINK.matcher(text).replaceAll("$1").replace("`", "");
    }
}
