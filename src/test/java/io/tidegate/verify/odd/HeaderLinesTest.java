package io.tidegate.verify.odd;

import static io.tidegate.verify.Requests.headers;
import static io.tidegate.verify.odd.OddValues.in;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeaderLinesTest {

    private static final String LINES = "header-lines(header:L, \",\", \":\", \";\")";
    private static final String STRICT = "header-lines(header:L, \",\", \":\", \";\", \"x-time\")";

    @Test
    void listedFieldsAreWrittenInTheOrderAndSpellingOfTheList() {
        assertThat(in(headers("L", "X-B, x-a", "x-b", "1", "X-A", "ü"), LINES))
                .hasValue("X-B:1;x-a:ü".replace("ü", "\uFFFD"));
        assertThat(in(headers("L", "X-B", "x-b", "1"), LINES)).hasValue("X-B:1");
    }

    @Test
    void aFieldThatIsAbsentOrCameTwiceMakesAllAbsent() {
        assertThat(in(headers("L", "X-A,X-B", "X-A", "1"), LINES)).isEmpty();
        assertThat(in(headers("L", "X-A", "X-A", "1", "x-a", "1"), LINES)).isEmpty();
        assertThat(in(headers("L", ""), LINES)).isEmpty();
        assertThat(in(headers("X-A", "1"), LINES)).isEmpty();
    }

    @Test
    void aFieldCannotHideInTheValueOfAnother() {
        // Given   what was signed for the list "x-a,x-time"
        var genuine = headers("L", "x-a,X-Time", "x-a", "1", "x-time", "7");
        var forged = headers("L", "x-a", "x-a", "1;X-Time:7", "x-time", "8");

        // Then
        assertThat(in(genuine, STRICT)).hasValue("x-a:1;X-Time:7");
        assertThat(in(forged, LINES)).hasValue("x-a:1;X-Time:7");
        assertThat(in(forged, STRICT)).isEmpty();
    }

    @Test
    void listsAreBounded() {
        assertThat(in(headers("L", list(50), "a", "1"), LINES)).isPresent();
        assertThat(in(headers("L", list(51), "a", "1"), LINES)).isEmpty();
    }

    private static String list(int names) {
        return IntStream.range(0, names).mapToObj(i -> "a").collect(Collectors.joining(","));
    }
}
