package io.tidegate.verify.odd;

import static java.util.stream.Collectors.joining;

import io.tidegate.verify.value.Parameters.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fields of a form as a programming language writes down a map of them. */
final class SerializedForm {

    /** Names that PHP does not take for plain keys: lists, and numbers. */
    private static final Pattern ODD_NAME = Pattern.compile(".*\\[.*|-?[0-9]+");

    private SerializedForm() {}

    /**
     * As PHP's serialize does: <code>a:1:{s:4:"name";s:5:"value";}</code>, lengths in bytes; empty
     * if a name comes twice or PHP would take it for more than a name.
     *
     * @see <a href="https://developer.paddle.com/webhook-reference/verifying-webhooks">Paddle
     *     Classic, read 2026-11-24</a>
     */
    static Optional<String> php(List<Parameter> parameters) {
        boolean isPlain =
                areDistinct(parameters)
                        && parameters.stream()
                                .noneMatch(it -> ODD_NAME.matcher(it.name()).matches());
        String members =
                parameters.stream()
                        .map(it -> phpText(it.name()) + phpText(it.value()))
                        .collect(joining());
        return isPlain
                ? Optional.of("a:" + parameters.size() + ":{" + members + "}")
                : Optional.empty();
    }

    private static String phpText(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return "s:" + bytes + ":\"" + text + "\";";
    }

    /**
     * As Python's json.dumps does: <code>{"name": "value"}</code>, all but ASCII escaped; empty if
     * a name comes twice.
     *
     * @see <a
     *     href="https://github.com/freshbooks/freshbooks-python-sdk/blob/main/docs/source/user_guide/webhooks.md">FreshBooks,
     *     read 2026-11-24</a>
     */
    static Optional<String> json(List<Parameter> parameters) {
        return areDistinct(parameters)
                ? Optional.of(
                        parameters.stream()
                                .map(
                                        it ->
                                                JsonText.ascii(it.name())
                                                        + ": "
                                                        + JsonText.ascii(it.value()))
                                .collect(joining(", ", "{", "}")))
                : Optional.empty();
    }

    private static boolean areDistinct(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::name).distinct().count() == parameters.size();
    }
}
