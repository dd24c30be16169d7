package io.tidegate.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A place in a trace is what the standard allows and nothing else. */
class TraceParentTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String VALID = "00-" + TRACE + "-" + SPAN + "-01";

    @Test
    void validPlaceIsReadAndWrittenAsItWas() {
        var place = TraceParent.parse(VALID).orElseThrow();
        assertThat(place).isEqualTo(new TraceParent(TRACE, SPAN, 1));
        assertThat(place).hasToString(VALID);
    }

    @ParameterizedTest
    @CsvSource({"00,0,false", "01,1,true", "02,2,false", "03,3,true", "ff,3,true", "fc,0,false"})
    void flagsThatWeDoNotKnowAreNotHandedOn(String flags, int known, boolean isRecorded) {
        var place = TraceParent.parse("00-" + TRACE + "-" + SPAN + "-" + flags).orElseThrow();
        assertThat(place.flags()).isEqualTo(known);
        assertThat(place.isRecorded()).isEqualTo(isRecorded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01-%s-%s-01", "cc-%s-%s-01-what-the-future-brings", "fe-%s-%s-01-"})
    void versionsToComeAreReadAsOurs(String form) {
        assertThat(TraceParent.parse(form.formatted(TRACE, SPAN)).map(TraceParent::toString))
                .contains(VALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01x",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more",
                "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
                " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            })
    void whatTheStandardDoesNotAllowIsNoPlace(String value) {
        assertThat(TraceParent.parse(value)).isEmpty();
    }

    @Test
    void headerThatCameTwiceIsNoPlace() {
        assertThat(TraceParent.of(Headers.of("Traceparent", VALID))).isPresent();
        assertThat(TraceParent.of(Headers.of("traceparent", VALID, "Traceparent", VALID)))
                .isEmpty();
        assertThat(TraceParent.of(Headers.none())).isEmpty();
    }
}
