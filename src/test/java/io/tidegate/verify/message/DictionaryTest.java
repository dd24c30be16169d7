package io.tidegate.verify.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DictionaryTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "a=1,    b=2;x=1;y=2,   c=(a   b   c) > a=1, b=2;x=1;y=2, c=(a b c)",
                "a , b;x ,c=?0,d=?1;y > a, b;x, c=?0, d;y",
                "a=?1;q=?0 > a;q=?0",
                "a=007, b=-0, c=-12, d=999999999999999 > a=7, b=0, c=-12, d=999999999999999",
                "a=1.50, b=10.0, c=-0.125, d=100.0 > a=1.5, b=10.0, c=-0.125, d=100.0",
                "a=\"x \\\" \\\\ y\" > a=\"x \\\" \\\\ y\"",
                "a=:aGVsbG8=:, b=:: > a=:aGVsbG8=:, b=::",
                "a=tok/en:x!, b=*x > a=tok/en:x!, b=*x",
                "a=(), b=( ), c=( \"x\";y   z );p > a=(), b=(), c=(\"x\";y z);p",
                "a=(:aGk=: ?1 2 2.5 t);n=\"k\" > a=(:aGk=: ?1 2 2.5 t);n=\"k\"",
                "*k_.-*9=1;  *p=2 > *k_.-*9=1;*p=2",
                "a=1\t,\tb=2 > a=1, b=2"
            })
    void dictionariesAreWrittenInOneSpelling(String text, String canonical) {
        assertThat(read(text)).isEqualTo(canonical);
        assertThat(read(canonical)).isEqualTo(canonical);
    }

    @Test
    void linesOfOneFieldAreOneDictionary() {
        var dictionary = Dictionary.read(List.of("a=1, b", "c=2")).orElseThrow();

        assertThat(dictionary.written()).isEqualTo("a=1, b, c=2");
        assertThat(Dictionary.read(List.of()).orElseThrow().members()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                "a=1,",
                ",a=1",
                "a=1,,b=2",
                "a=1 b=2",
                "a=",
                "=1",
                "A=1",
                "1=1",
                "a==1",
                "a =1",
                "a= 1",
                "a=1;",
                "a=1;;b",
                "a=1;B",
                "a=1; =2",
                "a=1;b=",
                "a=1 ;b",
                "a=(",
                "a=)",
                "a=(1",
                "a=(1,2)",
                "a=(1\"x\")",
                "a=((1))",
                "a=(1)x",
                "a=(1\t2)",
                "a=\"",
                "a=\"x",
                "a=\"x\\\"",
                "a=\"\\x\"",
                "a=\"\u00e9\"",
                "a=\"\n\"",
                "a=\"\t\"",
                "a=:",
                "a=:x",
                "a=:aGVsbG8:",
                "a=:aGVsbG9=:",
                "a=:a b=:",
                "a=:aGk-:",
                "a=:====:",
                "a=?",
                "a=?2",
                "a=?10",
                "a=?true",
                "a=1.",
                "a=.5",
                "a=1.2345",
                "a=--1",
                "a=-",
                "a=1234567890123456",
                "a=1234567890123.5",
                "a=1e5",
                "a=+1",
                "a=1.2.3",
                "a=@1659578233",
                "a=%\"x\"",
                "a=\u00e9",
                "a=1\u0000",
                "\ta=1",
                "a=1, a=2",
                "a, a",
                "a=1;x=1;x=1",
                "a=(1;x;x)",
                "a=(b);x;y;x",
                "\u00a0a=1"
            })
    void whatIsNotWellFormedOrComesTwiceIsNoDictionary(String text) {
        assertThat(Dictionary.read(List.of(text))).as(text).isEmpty();
    }

    @Test
    void hugeFieldsAreReadInTimeThatGrowsWithThem() {
        int size = 200_000;
        for (String huge :
                List.of(
                        "a=\"" + "x".repeat(size) + "\"",
                        "a=\"" + "\\\"".repeat(size),
                        "a=:" + "A".repeat(size) + ":",
                        "a=" + "1".repeat(size),
                        "a=" + "t".repeat(size),
                        "k".repeat(size),
                        "a=(" + "b ".repeat(size) + ")",
                        "a=(" + "(".repeat(size),
                        "a" + ";".repeat(size),
                        "a" + ";x".repeat(size),
                        "a=1" + " ".repeat(size) + "x",
                        ",".repeat(size))) {
            assertThatCode(() -> Dictionary.read(List.of(huge))).doesNotThrowAnyException();
        }
        var many = new StringBuilder("x");
        for (int i = 0; i < size; i++) {
            many.append(",k").append(i).append("=1");
        }
        assertThat(Dictionary.read(List.of(many.toString())).orElseThrow().members())
                .hasSize(size + 1);
    }

    @Test
    void whateverIsReadIsWrittenAsWhatIsReadAgain() {
        String alphabet = "ab*=,;() \t\"\\:?01-.9A/+";
        int dictionaries = 0;
        for (int seed = 0; seed < 200_000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            var first = Dictionary.read(List.of(text.toString()));
            if (first.isPresent()) {
                dictionaries++;
                String written = first.get().written();
                assertThat(read(written)).as("seed " + seed + ": " + text).isEqualTo(written);
            }
        }
        assertThat(dictionaries).isGreaterThan(1000);
    }

    private static String read(String text) {
        return Dictionary.read(List.of(text)).orElseThrow().written();
    }
}
