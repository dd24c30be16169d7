package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program may not do, whatever the event holds: take for ever, or all memory. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MeteringTest {

    private static final String TOO_MUCH = "jq: more than 1000000 steps";

    private static final String NUMBERS = "{\"a\":[" + "1,".repeat(150_000) + "2]}";

    private static final String TEXTS =
            "{\"a\":["
                    + "\"xyz\",".repeat(5_000)
                    + "1],\"s\":\""
                    + "a".repeat(2_000_000)
                    + "\",\"t\":\""
                    + "a".repeat(20_000)
                    + "b\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".body.a[] as $x | .body.a[] as $y | empty",
                "[.body.a[] as $x | .body.a[] as $y | {x: $x, y: $y}]",
                "[.body.a[] as $x | [.body.a[]]] | length",
                "[.body.a[] as $x | (.body.a | map(select(. == $x)))]",
                "[.body.a[] as $x | .body | tojson]",
                "[.body.a[] as $x | \"\\(.body)\"]",
                "[.body.a[] as $x | .body.a[1:]]",
                "[.body.a[] as $x | .body.a | keys]",
                "[.body.a[] as $x | first(.body.a[])]",
                "[.body.a[] as $x | any(.body.a[]; true)]",
                ".body as $b | [.body.a[] | $b == $b]",
                ".body as $b | [.body.a[] | try ($b - 1) catch 0]",
                ".body as $b | .body.a | sort_by($b)",
                ".body.a as $a | .body.a | contains($a)",
                ".body.a as $a | .body.a | indices($a)",
                ".body.a | map_values(. + 1)",
                "del(.body.a[] | select(. == 1))",
                "del(..)"
            })
    void programThatGoesOverItsValuesAgainAndAgainIsStopped(String program) {
        assertThat(Routed.run(program, NUMBERS)).isEqualTo(TOO_MUCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[.body.a[] as $x | .body.s + \"x\"] | length",
                "[.body.a[] as $x | \"\\(.body.s)\"] | length",
                "[.body.a[] as $x | .body.s | length]",
                "[.body.a[] as $x | .body.s[1:9]]",
                "[.body.a[] as $x | try (.body.s[]) catch 0]",
                "[.body.a[] as $x | .body.s | contains(\"b\")]",
                ".body.t as $t | .body.s | contains($t)",
                ".body.t as $t | .body.s | indices($t)",
                ".body.s | split(\"\") | length",
                ".body.s | ascii_downcase",
                ".body.s as $s | .body.a[0:4000] | join($s) | length",
                ".body.s | . + . | . + . | . + . | . + . | . + . | . + . | length"
            })
    void programThatGoesOverLongTextsAgainAndAgainIsStopped(String program) {
        assertThat(Routed.run(program, TEXTS)).isEqualTo(TOO_MUCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tojson | length", ". == .", "\"\\(.)\" | length", "sort | length"})
    void valueThatHoldsOneOtherTwiceAndSoOnIsNotUnfolded(String use) {
        String twice = "[1]" + " | [., .]".repeat(60);
        assertThat(Routed.run(twice + " | " + use, "{}")).isEqualTo(TOO_MUCH);
    }

    @Test
    void commasMultiplyNoFurtherThanThat() {
        String twice = "1" + " | (., .)".repeat(100);
        assertThat(Routed.run("[" + twice + "] | length", "{}")).isEqualTo(TOO_MUCH);
    }

    @Test
    void programCannotCatchThatItIsStopped() {
        assertThat(Routed.run("try ([.body.a[] as $x | .body.a[]]) catch 0", NUMBERS))
                .isEqualTo(TOO_MUCH);
        assertThat(Routed.run("[.body.a[] as $x | .body.a[]?]", NUMBERS)).isEqualTo(TOO_MUCH);
    }

    @Test
    void arrayIsNoIndex() {
        assertThat(Routed.run(".body.a as $a | .body.a[$a]", NUMBERS))
                .isEqualTo("jq: an array is no index; use indices");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[..] | length > 150000",
                "[.body.a[] | select(. == 2)] | length == 1",
                ".body.a | length == 150001",
                ".body.a | index(2) == 150000",
                ".body.a | map(. + 1) | length == 150001",
                "[.body.a[] | if . == 2 then . else empty end] == [2]",
                ".body.a[1:] | length == 150000",
                ".body.a | contains([2])"
            })
    void ordinaryProgramMayGoOverTheLargestBodies(String program) {
        assertThat(Routed.run(program, NUMBERS)).isEqualTo("[true]");
    }

    @Test
    void everyRunHasItsStepsToItself() {
        // Given a program that needs most of them
        String once = "[.body.a[] | [.]] | length == 150001";
        // Then it can be run again and again
        assertThat(Routed.run(once, NUMBERS)).isEqualTo("[true]");
        assertThat(Routed.run(once, NUMBERS)).isEqualTo("[true]");
    }

    @Test
    void reasonDoesNotHoldWhatWasNoNumber() {
        assertThat(Routed.run(".body.s | tonumber", "{\"s\":\"4111-secret\"}"))
                .isEqualTo("jq: not a number");
    }
}
