package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.RouteConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    def f: f; f                            ~ 'def' is not allowed
                    def f(g): g; .a | f(.)                 ~ 'def' is not allowed
                    reduce .[] as $x (0; . + $x)           ~ 'reduce' is not allowed
                    foreach .[] as $x (0; . + $x)          ~ 'foreach' is not allowed
                    import "a" as a; .                     ~ 'import' and 'include'
                    include "a"; .                         ~ 'import' and 'include'
                    label $out | break $out                ~ 'label' is not allowed
                    last(range(1e12))                      ~ function range/1 does not exist
                    while(true; .)                         ~ function while/2 does not exist
                    until(false; .)                        ~ function until/2 does not exist
                    repeat(.)                              ~ function repeat/1 does not exist
                    limit(1; .)                            ~ function limit/2 does not exist
                    recurse(.a)                            ~ function recurse/1 does not exist
                    input                                  ~ function input/0 does not exist
                    inputs                                 ~ function inputs/0 does not exist
                    env                                    ~ function env/0 does not exist
                    $ENV.PATH                              ~ there is no variable $ENV
                    $__loc__                               ~ there is no variable $__loc__
                    {$nobody}                              ~ there is no variable $nobody
                    .body | test("(a+)+$")                 ~ function test/1 does not exist
                    builtins                               ~ function builtins/0 does not exist
                    debug_scope                            ~ function debug_scope/0 does not exist
                    @sh                                    ~ function @sh/0 does not exist
                    "a" * 1e9                              ~ '*' needs numbers on both sides
                    .body.s * .body.n                      ~ '*' needs numbers on both sides
                    .body.s * 2                            ~ '*' needs numbers on both sides
                    .body.s * (.body.n | tonumber)         ~ '*' needs numbers on both sides
                    (.body.a + .body.b) * 2                ~ '*' needs numbers on both sides
                    .a |= 2                                ~ this syntax is not allowed
                    .a[1000000000] = 2                     ~ this syntax is not allowed
                    .a *= 2                                ~ this syntax is not allowed
                    if .a then 1 else nope end             ~ function nope/0 does not exist
                    "x \\(nope)"                           ~ function nope/0 does not exist
                    {(nope): 1}                            ~ function nope/0 does not exist
                    startswith("a"; "b")                   ~ did you mean startswith/1
                    .a or .b and .c                        ~ 'or' before 'and' needs brackets
                    (.a) or (.b) and (.c)                  ~ 'or' before 'and' needs brackets
                    .body.action ==                        ~ not a jq program
                    .body.action = "closed"                ~ this syntax is not allowed
                    """)
    void programsThatCouldDoHarmAreRefusedAtStart(String program, String problem) {
        assertThatThrownBy(() -> Jq.compile(program))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".a and .b or .c",
                ".a or (.b and .c)",
                ".a or .b | . and true",
                "[.a or .b, .c and .d]",
                ".or or .and",
                "\"x or y and z\" | length",
                "if .a or .b then .c and .d else 1 end",
                ". as {$a, b: {$c}} | $a + $c",
                ". as [$first, $second] | $first",
                "{a, \"b\": 1, (.c | tostring): 2, \"d\\(.e)\": 3}",
                "(.a | length) * 2 - 1 * (3 + 4) / 2 % 5",
                "-(.a | tonumber) * 2",
                "try error(\"x\") catch .",
                "[.. | .name?]",
                ".a // \"none\"",
                "@base64 \"x\\(.a)\"",
                "to_entries | map(select(.value > 1)) | from_entries"
            })
    void ordinaryProgramsAreAllowed(String program) {
        assertThat(Jq.compile(program)).isNotNull();
    }

    @Test
    void everyAllowedFunctionHasAllThatItIsMadeOf() {
        for (String call : Sandbox.ALLOWED) {
            // Given a call of each function on a value that most of them like
            int arguments = call.charAt(call.length() - 1) - '0';
            String name = call.substring(0, call.length() - 2);
            String program = ".body.s | " + name + List.of("", "(.)", "(.; .)").get(arguments);
            // Then whatever it comes to, nothing is missing
            assertThat(Routed.run(program, "{\"s\":\"text\"}"))
                    .as(call)
                    .doesNotContain("does not exist");
        }
    }

    @Test
    void hugeNestingInAProgramIsAProblemAndNoCrash() {
        assertThatThrownBy(() -> Jq.compile("(".repeat(4_000) + "1" + ")".repeat(4_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void problemsOfAllRoutesAreReportedTogetherWithTheirPaths() {
        // Given
        var routes = new LinkedHashMap<String, RouteConfig>();
        routes.put("one", new RouteConfig(List.of("*"), "nope", "also_not(1)", List.of("d")));
        routes.put("two", new RouteConfig(List.of("*"), ".a", "{", List.of("d")));

        // When
        var thrown =
                org.assertj.core.api.Assertions.catchThrowable(
                        () -> Router.compile(routes, Map.of()));

        // Then
        assertThat(thrown)
                .asInstanceOf(InstanceOfAssertFactories.type(RouteException.class))
                .extracting(
                        RouteException::problems,
                        InstanceOfAssertFactories.list(RouteProblem.class))
                .extracting(RouteProblem::path)
                .containsExactly("routes.one.when", "routes.one.transform", "routes.two.transform");
    }

    @Test
    void programLongerThanTheLimitIsRefused() {
        // Given
        var route = new RouteConfig(List.of("*"), "1 " + "+ 1".repeat(4_000), "", List.of("d"));

        // Then
        assertThatThrownBy(() -> Router.compile(Map.of("long", route), Map.of()))
                .hasMessage("routes.long.when: longer than 8192 characters");
    }
}
