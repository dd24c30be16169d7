package io.tidegate.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rights on the page on Redis are those that the code and the scripts use, and no others. */
class RightsTest {

    private static final Path CODE = Path.of("src/main/java/io/tidegate/store/redis");
    private static final Path FINDING = Path.of("src/main/java/io/tidegate/redis");
    private static final Path SCRIPTS = Path.of("src/main/resources/io/tidegate/store/redis");
    private static final Pattern COMMAND = Pattern.compile("Command\\.([A-Z]+)\\b");
    private static final Pattern CALL = Pattern.compile("redis\\.p?call\\('([A-Za-z]+)'");

    /** For the embedded server, not known to servers before 7.2, and for sentinels only. */
    private static final Set<String> NOT_LISTED = Set.of("shutdown", "waitaof", "sentinel");

    @Test
    void everyCommandIsListedAndNoOther() {
        // Given
        var used = new TreeSet<String>();
        used.addAll(found(COMMAND, CODE));
        used.addAll(found(COMMAND, FINDING));
        used.addAll(found(CALL, SCRIPTS));
        used.removeAll(NOT_LISTED);
        // When
        Set<String> listed =
                Stream.of(LimitedUser.lineOfThePage().split(" ", -1))
                        .filter(word -> word.startsWith("+"))
                        .map(word -> word.replaceAll("^\\+|\\|.*", ""))
                        .collect(Collectors.toCollection(TreeSet::new));
        // Then
        assertThat(listed).isEqualTo(used);
    }

    private static Set<String> found(Pattern pattern, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(RightsTest::text)
                    .flatMap(text -> pattern.matcher(text).results())
                    .map(it -> it.group(1).toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
