package io.tidegate.verify.odd;

import static io.tidegate.verify.Requests.request;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tidegate.verify.value.ConstantValue;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.FunctionMaker;
import io.tidegate.verify.value.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class OdditiesTest {

    private static final long SEED = 20261124;
    private static final List<String> ARGUMENTS =
            List.of("/a", "16", "s", "sha1", ",", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C");

    @Test
    void noFunctionEverThrowsWhateverIsSent() {
        // Given   every function with every mix of constant and sent arguments that it takes
        var random = new Random(SEED);
        for (var function : Oddities.FUNCTIONS.entrySet()) {
            for (int i = 0; i < 400; i++) {
                Value value = made(function.getValue(), random);
                Evidence evidence = Evidence.of(request("/in/x?" + text(random), bytes(random)));

                assertThatCode(() -> read(value, evidence.withSecret(text(random))))
                        .as(function.getKey() + " with seed " + SEED)
                        .doesNotThrowAnyException();
            }
        }
    }

    private static void read(Value value, Evidence evidence) {
        value.in(evidence);
        value.bytes(evidence);
        value.isAmbiguous(evidence);
        value.items(evidence);
        value.headers();
    }

    /** Arguments are drawn until they make sense to the function. */
    private static Value made(FunctionMaker function, Random random) {
        for (int i = 0; i < 100_000; i++) {
            Optional<Value> value = tried(function, random);
            if (value.isPresent()) {
                return value.get();
            }
        }
        throw new AssertionError("no arguments make sense to it");
    }

    private static Optional<Value> tried(FunctionMaker function, Random random) {
        var arguments = new ArrayList<Value>();
        for (int count = random.nextInt(7); count > 0; count--) {
            String constant = ARGUMENTS.get(random.nextInt(ARGUMENTS.size()));
            arguments.add(
                    random.nextBoolean()
                            ? OddValues.value(random.nextBoolean() ? "body" : "rawquery")
                            : new ConstantValue(constant));
        }
        try {
            return Optional.of(function.make(arguments));
        } catch (IllegalArgumentException makesNoSense) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(Random random) {
        var bytes = new byte[random.nextInt(80)];
        random.nextBytes(bytes);
        return random.nextBoolean() ? bytes : text(random).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Random random) {
        String alphabet = "{}[]\"a/:,=&%0aA+ <x>\u00fc\n";
        var text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    void everyFunctionIsInTheTableForReaders() throws Exception {
        String page = Files.readString(Path.of("src/docs/provider-files.md"));

        for (String name : Oddities.FUNCTIONS.keySet()) {
            Assertions.assertThat(page).contains("`" + name + "(");
        }
    }
}
