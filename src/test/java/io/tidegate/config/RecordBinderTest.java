package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordBinderTest {

    enum Colour {
        RED,
        DARK_BLUE
    }

    record Leaf(String name, @Default("1") int size) {

        Leaf {
            new Bounds().between("size", size, 1, 9).check();
        }
    }

    record Tree(
            @Default("t") String text,
            @Default("1") int number,
            @Default("2") long large,
            @Default("0.5") double ratio,
            @Default("false") boolean flag,
            @Default("5s") Duration pause,
            @Default("1KiB") ByteSize room,
            @Default("") Secret secret,
            @Default("red") Colour colour,
            @Key("class") @Default("c") String kind,
            List<String> words,
            List<Leaf> leaves,
            Map<String, Leaf> named,
            @Nullable Leaf maybe) {}

    record Verified(List<VerifyConfig> verify) {}

    record Strict(String needed, Map<String, Integer> unused) {}

    record Refusing(@Default("x") String text) {
        Refusing {
            if (text.equals("y")) {
                throw new IllegalArgumentException("y is refused");
            }
        }
    }

    record Outer(Refusing inner, @Default("1") int number) {}

    @Test
    void everyTypeIsReadFromItsText() {
        // When
        var bound =
                Bound.of(
                        Tree.class,
                        "text: no",
                        "number: 012",
                        "large: -3000000000",
                        "ratio: 2.25",
                        "flag: true",
                        "pause: 250ms",
                        "room: 64KiB",
                        "secret: s3cret",
                        "colour: dark-blue",
                        "class: '5'",
                        "words: [a, 1_000, 2001-01-01]",
                        "leaves: [{name: l}]",
                        "named: {z: {name: 1, size: 2}, a: {name: 2}}",
                        "maybe: {name: m}");
        // Then
        assertThat(bound.problems()).isEmpty();
        assertThat(bound.value())
                .contains(
                        new Tree(
                                "no",
                                12,
                                -3_000_000_000L,
                                2.25,
                                true,
                                Duration.ofMillis(250),
                                new ByteSize(65536),
                                new Secret("s3cret"),
                                Colour.DARK_BLUE,
                                "5",
                                List.of("a", "1_000", "2001-01-01"),
                                List.of(new Leaf("l", 1)),
                                Map.of("z", new Leaf("1", 2), "a", new Leaf("2", 1)),
                                new Leaf("m", 1)));
    }

    @Test
    void mapsKeepTheOrderOfTheFile() {
        // When
        var bound =
                Bound.of(
                        Tree.class,
                        "named:",
                        "  z: &leaf {name: n}",
                        "  a: *leaf",
                        "  m: *leaf",
                        "  y: *leaf",
                        "  b: *leaf",
                        "  n: *leaf",
                        "  x: *leaf",
                        "  c: *leaf");
        // Then
        assertThat(bound.value().orElseThrow().named().keySet())
                .containsExactly("z", "a", "m", "y", "b", "n", "x", "c");
    }

    @Test
    void whatTheFileDoesNotSayIsTheDefault() {
        // When
        var bound = Bound.of(Tree.class, "{}");
        // Then
        assertThat(bound.problems()).isEmpty();
        assertThat(bound.value())
                .contains(
                        new Tree(
                                "t",
                                1,
                                2,
                                0.5,
                                false,
                                Duration.ofSeconds(5),
                                new ByteSize(1024),
                                Secret.NONE,
                                Colour.RED,
                                "c",
                                List.of(),
                                List.of(),
                                Map.of(),
                                null));
    }

    @Test
    void aSingleValueStandsForAListOfOne() {
        // When
        var bound = Bound.of(Tree.class, "words: alone", "leaves: {name: l}");
        // Then
        assertThat(bound.value().orElseThrow().words()).containsExactly("alone");
        assertThat(bound.value().orElseThrow().leaves()).containsExactly(new Leaf("l", 1));
    }

    @Test
    void aKeyWithNothingBehindItStandsForAllDefaults() {
        // When
        var bound = Bound.of(Outer.class, "inner:");
        // Then
        assertThat(bound.problems()).isEmpty();
        assertThat(bound.value()).contains(new Outer(new Refusing("x"), 1));
    }

    @Test
    void verifyNoneHasASpellingOfItsOwn() {
        // When
        var bound = Bound.of(Verified.class, "verify: none");
        // Then
        assertThat(bound.problems()).isEmpty();
        assertThat(bound.value().orElseThrow().verify())
                .singleElement()
                .extracting(VerifyConfig::scheme)
                .isEqualTo(VerifyConfig.Scheme.NONE);
    }

    @Test
    void noOtherWordStandsForAWayToVerify() {
        // When
        var bound = Bound.of(Verified.class, "verify: [none, hmac]");
        // Then
        assertThat(bound.problems())
                .singleElement()
                .asString()
                .startsWith("f.yaml:1: verify[1]: must have keys: scheme, when, algorithm, ");
    }

    @Test
    void everyWrongValueIsReportedInItsLine() {
        // When
        var bound =
                Bound.of(
                        Tree.class,
                        "text: [a]",
                        "number: 1_000",
                        "large: 99999999999999999999",
                        "ratio: .inf",
                        "flag: yes",
                        "pause: 5",
                        "room: 5 apples",
                        "secret: {a: b}",
                        "colour: blue",
                        "words: {a: b}",
                        "named: [a]",
                        "maybe: text");
        // Then
        assertThat(bound.problems())
                .containsExactly(
                        "f.yaml:1: text: must be a single value",
                        "f.yaml:2: number: '1_000' is not a whole number",
                        "f.yaml:3: large: '99999999999999999999' is not a whole number",
                        "f.yaml:4: ratio: '.inf' is not a number",
                        "f.yaml:5: flag: 'yes' is not true or false",
                        "f.yaml:6: pause: '5' is not a duration; write it like 250ms, 5s, 10m, 6h"
                                + " or 3d",
                        "f.yaml:7: room: '5 apples' is not a size; write it like 64KiB, 1MiB or"
                                + " 2GiB",
                        "f.yaml:8: secret: must be a single value",
                        "f.yaml:9: colour: 'blue' is not one of: red, dark-blue",
                        "f.yaml:10: words: must be a single value",
                        "f.yaml:11: named: must have keys with values",
                        "f.yaml:12: maybe: must have keys: name, size");
    }

    @Test
    void aWrongValueLeavesTheRestToBeLookedAt() {
        // When
        var bound = Bound.of(Tree.class, "number: many", "named:", "  a: {}", "  b: {name: n}");
        // Then
        assertThat(bound.problems())
                .containsExactly(
                        "f.yaml:1: number: 'many' is not a whole number",
                        "f.yaml:3: named.a.name: is required");
        assertThat(bound.value().orElseThrow().number()).isEqualTo(1);
        assertThat(bound.value().orElseThrow().named()).containsOnlyKeys("b");
    }

    @Test
    void anUnknownKeyIsReportedWithTheOneThatWasMeant() {
        // When
        var bound = Bound.of(Leaf.class, "name: a", "", "sizes: 3");
        // Then
        assertThat(bound.problems())
                .containsExactly("f.yaml:3: sizes: unknown key 'sizes'; did you mean 'size'?");
    }

    @Test
    void anUnknownKeyNearNoneIsReportedWithAllThatAreKnown() {
        // When
        var bound = Bound.of(Leaf.class, "name: a", "quantity: 3");
        // Then
        assertThat(bound.problems())
                .containsExactly("f.yaml:2: quantity: unknown key 'quantity'; known: name, size");
    }

    @Test
    void aKeyWrittenTwiceIsReportedWithBothLines() {
        // When
        var bound =
                Bound.of(
                        Tree.class,
                        "text: a",
                        "named:",
                        "  x: {name: a}",
                        "  x: {name: b}",
                        "text: b");
        // Then
        assertThat(bound.problems())
                .containsExactly(
                        "f.yaml:4: named.x: duplicate key 'x'; it stands in line 3 too",
                        "f.yaml:5: text: duplicate key 'text'; it stands in line 1 too");
        assertThat(bound.value().orElseThrow().text()).isEqualTo("a");
    }

    @Test
    void whatIsRequiredAndMissingIsReportedWhereItsRecordBegins() {
        // When
        var bound = Bound.of(Tree.class, "named:", "  leaf:", "    size: 3");
        // Then
        assertThat(bound.problems()).containsExactly("f.yaml:2: named.leaf.name: is required");
    }

    @Test
    void aRecordThatRefusesAComponentIsReportedAtItsKey() {
        // When
        var bound =
                Bound.of(
                        Tree.class, "leaves:", "- name: a", "  size: 1", "- name: b", "  size: 10");
        // Then
        assertThat(bound.problems())
                .containsExactly("f.yaml:5: leaves[1].size: must be 1 to 9, not 10");
    }

    @Test
    void aRecordThatRefusesItsValuesIsReportedWithItsOwnWords() {
        // When
        var bound = Bound.of(Outer.class, "number: 3", "inner: {text: y}");
        // Then
        assertThat(bound.problems()).containsExactly("f.yaml:2: inner: y is refused");
        assertThat(bound.value()).contains(new Outer(new Refusing("x"), 3));
    }

    @Test
    void aValueThatIsNotThereIsReported() {
        // When
        var bound = Bound.of(Tree.class, "text:", "number: ~", "words: [a, null, 'null']");
        // Then
        String remedy =
                ": has no value; write one, in quotes if it is meant to be text, or leave the key"
                        + " out";
        assertThat(bound.problems())
                .containsExactly(
                        "f.yaml:1: text" + remedy,
                        "f.yaml:2: number" + remedy,
                        "f.yaml:3: words[1]" + remedy);
        assertThat(bound.value().orElseThrow().words()).containsExactly("a", "null");
    }

    @Test
    void mergeKeysTagsAndKeysThatAreNoTextAreRefused() {
        // When
        var bound =
                Bound.of(
                        Tree.class,
                        "maybe: &m {name: a}",
                        "named:",
                        "  x:",
                        "    <<: *m",
                        "    name: b",
                        "text: !secret abc",
                        "class: !!binary aGVsbG8=",
                        "[a, b]: c");
        // Then
        assertThat(bound.problems())
                .containsExactly(
                        "f.yaml:4: named.x.<<: merge keys are not supported; write the keys out, or"
                                + " use an alias for the whole value",
                        "f.yaml:6: text: tags such as !secret are not supported",
                        "f.yaml:7: class: tags such as tag:yaml.org,2002:binary are not supported",
                        "f.yaml:8: a key must be a single text");
    }

    @Test
    void anAliasStandsForTheWholeValue() {
        // When
        var bound = Bound.of(Tree.class, "maybe: &m {name: a}", "named: {x: *m}");
        // Then
        assertThat(bound.value().orElseThrow().named()).containsEntry("x", new Leaf("a", 1));
    }

    @Test
    void anAliasThatHoldsItselfEndsInProblems() {
        // When
        var bound = Bound.of(Tree.class, "words: &w [*w]", "named: &n {a: *n}");
        // Then
        assertThat(bound.problems())
                .contains(
                        "f.yaml:1: words[0]: must be a single value",
                        "f.yaml:2: named.a.a: unknown key 'a'; known: name, size");
    }

    @Test
    void aTopThatIsNoMappingIsReported() {
        // When
        var bound = Bound.of(Strict.class, "- a");
        // Then
        assertThat(bound.problems()).containsExactly("f.yaml:1: must have keys: needed, unused");
        assertThat(bound.value()).isEmpty();
    }

    @Test
    void onlyWhatTheFileSaysIsShownOfAVariablesValue() {
        // When
        var bound =
                Bound.of(
                        Tree.class,
                        (text, problem) -> text.replace("${N}", "hidden"),
                        "number: ${N}",
                        "pause: ${N}",
                        "colour: ${N}");
        // Then
        assertThat(bound.problems())
                .hasSize(3)
                .allMatch(it -> it.contains("'${N}'"))
                .noneMatch(it -> it.contains("hidden"));
    }

    @Test
    void whatCannotBeInterpolatedIsReportedAndLeftOut() {
        // When
        var bound =
                Bound.of(
                        Strict.class,
                        (text, problem) -> {
                            problem.accept("no such thing");
                            problem.accept("nor such");
                            return text;
                        },
                        "needed: x");
        // Then
        assertThat(bound.problems())
                .containsExactly("f.yaml:1: needed: no such thing", "f.yaml:1: needed: nor such");
        assertThat(bound.value()).isEmpty();
    }

    @Test
    void theLineOfEverythingIsKnownAfterwards() {
        // Given
        var positions =
                Bound.of(
                                Verified.class,
                                "",
                                "verify:",
                                "  scheme: hmac",
                                "  timestamp:",
                                "    from: sig:t")
                        .findings()
                        .positions();
        // Then
        assertThat(positions.problem("verify.scheme", "x").line()).isEqualTo(3);
        assertThat(positions.problem("verify[0].timestamp.from", "x").line()).isEqualTo(5);
        assertThat(positions.problem("verify[0].timestamp.unit", "x").line()).isEqualTo(4);
        assertThat(positions.problem("elsewhere.entirely", "x").line()).isEqualTo(1);
    }
}
