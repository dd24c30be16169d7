package io.tidegate.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The body comes out as it went in, however it was cut up. */
class BodyBytesTest {

    @Test
    void nothingIsAnEmptyBody() {
        assertThat(new BodyBytes(Head.UNDECLARED).toBytes()).isEmpty();
        assertThat(new BodyBytes(0).toBytes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anyPiecesGiveTheWhole(boolean declared) {
        for (int seed = 0; seed < 200; seed++) {
            // Given
            var random = new Random(seed);
            var whole = new ByteArrayOutputStream();
            byte[][] pieces = new byte[random.nextInt(20)][];
            for (int i = 0; i < pieces.length; i++) {
                pieces[i] = new byte[random.nextInt(3_000)];
                random.nextBytes(pieces[i]);
                whole.writeBytes(pieces[i]);
            }
            // When
            var body = new BodyBytes(declared ? whole.size() : Head.UNDECLARED);
            for (byte[] piece : pieces) {
                int capacity = body.capacityAfter(piece.length);
                body.append(Buffer.buffer(piece));
                assertThat(body.length()).isLessThanOrEqualTo(capacity);
            }
            // Then
            assertThat(body.toBytes()).as("seed %d", seed).isEqualTo(whole.toByteArray());
        }
    }

    @Test
    void declaredBodyTakesExactlyWhatItDeclared() {
        var body = new BodyBytes(100);
        assertThat(body.capacityAfter(1)).isEqualTo(100);
        body.append(Buffer.buffer(new byte[60]));
        assertThat(body.capacityAfter(40)).isEqualTo(100);
    }

    @Test
    void bodyInChunksGrowsByDoubling() {
        var body = new BodyBytes(Head.UNDECLARED);
        assertThat(body.capacityAfter(1)).isEqualTo(4_096);
        body.append(Buffer.buffer(new byte[4_096]));
        assertThat(body.capacityAfter(1)).isEqualTo(8_192);
        assertThat(body.capacityAfter(100_000)).isEqualTo(104_096);
    }
}
