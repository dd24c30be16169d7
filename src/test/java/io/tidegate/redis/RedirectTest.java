package io.tidegate.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {

    private static final Node ASKED = new Node("10.0.0.1", 7000);

    @Test
    void slotThatHasMovedIsThereForGood() {
        assertThat(Redirect.of("MOVED 3999 10.0.0.2:7001", ASKED))
                .contains(new Redirect(true, 3999, new Node("10.0.0.2", 7001)));
    }

    @Test
    void slotThatIsMovingIsNotThereYet() {
        assertThat(Redirect.of("ASK 0 n2.internal:7001", ASKED))
                .contains(new Redirect(false, 0, new Node("n2.internal", 7001)));
    }

    @Test
    void nodeWithoutAHostIsWhereTheOneIsThatWasAsked() {
        assertThat(Redirect.of("MOVED 1 :7001", ASKED))
                .contains(new Redirect(true, 1, new Node("10.0.0.1", 7001)));
    }

    @Test
    void addressOfManyColonsIsReadWithAndWithoutBrackets() {
        var node = new Node("2001:db8::2", 7001);
        assertThat(Redirect.of("MOVED 1 2001:db8::2:7001", ASKED))
                .map(Redirect::node)
                .contains(node);
        assertThat(Redirect.of("MOVED 1 [2001:db8::2]:7001", ASKED))
                .map(Redirect::node)
                .contains(node);
        assertThat(node).hasToString("[2001:db8::2]:7001");
        assertThat(Node.of("rediss://[2001:db8::2]:7001/")).isEqualTo(node);
        assertThat(Node.of("rediss://[2001:db8::2]")).isEqualTo(new Node("2001:db8::2", 6379));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERR unknown command",
                "MOVED 16384 10.0.0.2:7001",
                "MOVED 1 ?:7001",
                "MOVED 1 10.0.0.2:port",
                "MOVED 1 10.0.0.2:123456",
                "MOVED 1",
                "TRYAGAIN Multiple keys request during rehashing of slot",
                "null"
            })
    void anythingElseIsNone(String error) {
        assertThat(Redirect.of(error, ASKED)).isEmpty();
    }
}
