package io.tidegate.verify;

import static io.tidegate.verify.Requests.request;
import static io.tidegate.verify.Requests.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Verdict;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventNamesTest {

    // The published SHA-256 of "abc".
    private static final String HASH_OF_ABC =
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final EventNames NAMES =
            new EventNames(value("header:X-Id"), value("header:X-Type"));

    @Test
    void idAndTypeAreTheProvidersOwn() {
        assertThat(
                        NAMES.genuine(
                                Evidence.of(
                                        request("abc", "X-Id", "evt_1", "X-Type", "tide.turned"))))
                .isEqualTo(new Verdict.Genuine("evt_1", "tide.turned"));
    }

    @Test
    void withoutAnIdTheHashOfTheBodyStandsIn() {
        assertThat(NAMES.genuine(Evidence.of(request("abc"))))
                .isEqualTo(new Verdict.Genuine(HASH_OF_ABC, ""));
        assertThat(NAMES.genuine(Evidence.of(request("abc", "X-Id", " "))).dedupKey())
                .isEqualTo(HASH_OF_ABC);
        assertThat(
                        new EventNames(EventNames.NOWHERE, EventNames.NOWHERE)
                                .genuine(Evidence.of(request("abc"))))
                .isEqualTo(new Verdict.Genuine(HASH_OF_ABC, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nb", "a\0", "\u001b[31m", "a\u007f", "\u202eevil", "x\u2028y", "\u0085"})
    void controlCharactersNeverSurvive(String text) {
        var names = named(text);

        Verdict.Genuine verdict = names.genuine(Evidence.of(request("abc")));

        assertThat(verdict.dedupKey()).matches("sha256:[0-9a-f]{64}").isNotEqualTo(HASH_OF_ABC);
        assertThat(verdict.type()).contains("?").matches("[ -~]*");
    }

    @Test
    void halfAnEmojiDoesNotSurviveEither() {
        var names = named("a\ud83c");

        assertThat(names.genuine(Evidence.of(request("abc"))).dedupKey()).startsWith("sha256:");
        assertThat(names.genuine(Evidence.of(request("abc"))).type()).isEqualTo("a?");
    }

    @Test
    void lettersOfAllLanguagesSurvive() {
        var names = named("größe-潮");

        assertThat(names.genuine(Evidence.of(request("abc"))))
                .isEqualTo(new Verdict.Genuine("größe-潮", "größe-潮"));
    }

    @Test
    void longIdsAreHashedAndLongTypesCut() {
        String longest = "x".repeat(200);

        assertThat(NAMES.genuine(Evidence.of(request("", "X-Id", longest, "X-Type", longest))))
                .isEqualTo(new Verdict.Genuine(longest, longest));
        assertThat(NAMES.genuine(Evidence.of(request("", "X-Id", longest + "y"))).dedupKey())
                .matches("sha256:[0-9a-f]{64}")
                .isNotEqualTo(
                        NAMES.genuine(Evidence.of(request("", "X-Id", longest + "z"))).dedupKey());
        assertThat(NAMES.genuine(Evidence.of(request("", "X-Type", longest + "y"))).type())
                .isEqualTo(longest);
    }

    private static EventNames named(String text) {
        Value constant = evidence -> Optional.of(text);
        return new EventNames(constant, constant);
    }
}
