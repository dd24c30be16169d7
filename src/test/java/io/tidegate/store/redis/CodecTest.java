package io.tidegate.store.redis;

import static io.tidegate.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.Secret;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Excerpt;
import io.tidegate.event.Headers;
import io.tidegate.event.Setback;
import io.tidegate.event.StoredEvent;
import io.tidegate.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is written is what is read, and nothing that is read can throw anything unexpected. */
class CodecTest {

    private static final StoredEvent STORED =
            new StoredEvent(new EventId(7, 1_763_900_000_000L, 3), event("a"));

    private static final Setback SETBACK =
            new Setback("503", Excerpt.of(new byte[] {'n', 'o', 0, -1}));

    @Test
    void copyFromBeforeAnswersWereKeptIsRead() {
        // Given what the codec wrote when a copy had nine fields, or ten with a payload
        byte[] payload = {1, 2, 3};
        for (byte[] own : new byte[][] {payload, STORED.event().body()}) {
            var delivery = new Delivery(STORED, "ci", own, 4);
            // When
            var copy = DeliveryCodec.decode("ci", firstVersion(delivery)).orElseThrow();
            // Then
            assertThat(copy.setback()).isEqualTo(Setback.of("503"));
            assertThat(copy.delivery().payload()).isEqualTo(delivery.payload());
            assertThat(copy.delivery().isTransformed()).isEqualTo(delivery.isTransformed());
            assertThat(copy.delivery().attempt()).isEqualTo(4);
        }
    }

    private static byte[] firstVersion(Delivery delivery) {
        ByteBuffer now = ByteBuffer.wrap(DeliveryCodec.encode(delivery, Setback.of("503")));
        now.position(5);
        var fields = FieldPack.unpack(now);
        fields.remove(9);
        byte[] packed = FieldPack.pack(fields);
        return ByteBuffer.allocate(5 + packed.length)
                .put((byte) 1)
                .putInt(delivery.attempt())
                .put(packed)
                .array();
    }

    @Test
    void deliveryIsReadAsItWasWritten() {
        // Given
        var delivery = new Delivery(STORED, "ci", new byte[] {0, -1, 10}, 12);
        // When
        var copy =
                DeliveryCodec.decode("ci", DeliveryCodec.encode(delivery, SETBACK)).orElseThrow();
        // Then
        assertThat(copy.setback()).isEqualTo(SETBACK);
        assertThat(copy.delivery())
                .usingRecursiveComparison()
                .withEqualsForType(Headers::equals, Headers.class)
                .isEqualTo(delivery);
    }

    @Test
    void eachCutOffCopyIsRefused() {
        // Given
        byte[] whole = DeliveryCodec.encode(delivery(), SETBACK);
        // When, Then
        for (int length = 0; length < whole.length; length++) {
            assertThat(DeliveryCodec.decode("ci", Arrays.copyOf(whole, length)))
                    .as("%s of %s bytes", length, whole.length)
                    .isEmpty();
        }
    }

    @Test
    void damagedCopiesNeverThrow() {
        // Given
        long seed = new Random().nextLong();
        var random = new Random(seed);
        byte[] whole = DeliveryCodec.encode(delivery(), SETBACK);
        // When, Then
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            assertThat(DeliveryCodec.decode("ci", damaged)).as("seed %s", seed).isNotNull();
        }
    }

    @Test
    void copyOfAnotherVersionIsRefused() {
        // Given
        byte[] copy = DeliveryCodec.encode(delivery(), SETBACK);
        copy[0] = 3;
        // When, Then
        assertThat(DeliveryCodec.decode("ci", copy)).isEmpty();
    }

    @Test
    void lengthBeyondTheEndIsRefusedWithoutReservingMemory() {
        // Given
        var packed = ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE).putInt(0).flip();
        // When, Then
        assertThatThrownBy(() -> FieldPack.unpack(packed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("byte 4");
    }

    @Test
    void headersKeepOrderSpellingAndRepetition() {
        // Given
        var headers = Headers.of("B", "1", "a", "", "b", "ü€😀");
        // When
        var again = EventCodec.unpackHeaders(EventCodec.packHeaders(headers));
        // Then
        assertThat(again).isEqualTo(headers);
    }

    @Test
    void entryIdsAreReadAndAnythingElseIsAnError() {
        assertThat(Entries.id(7, "1763900000000-3")).isEqualTo(STORED.id());
        for (String wrong : List.of("", "-", "1-", "-1", "a-b", "1763900000000", "1-2-3")) {
            assertThatThrownBy(() -> Entries.id(7, wrong))
                    .as(wrong)
                    .isInstanceOf(StoreException.class);
        }
    }

    @Test
    void hashesDifferForSourceAndKeyAndSpreadEvenly() {
        // When
        var shards =
                IntStream.range(0, 8_000)
                        .mapToObj(i -> DedupHash.of(event("e" + i)))
                        .collect(Collectors.groupingBy(it -> it.shard(8), Collectors.counting()));
        var buckets =
                IntStream.range(0, 8_000)
                        .mapToObj(i -> DedupHash.of(event("e" + i)))
                        .filter(it -> it.shard(8) == 3)
                        .map(it -> it.bucket(10))
                        .collect(Collectors.toSet());
        // Then
        assertThat(shards).hasSize(8);
        assertThat(shards.values()).allMatch(count -> count > 800 && count < 1_200);
        assertThat(buckets).hasSize(10);
        assertThat(hash("ab", "c")).isNotEqualTo(hash("a", "bc")).hasSize(12);
        assertThat(hash("a", "b")).isEqualTo(hash("a", "b"));
    }

    private static byte[] hash(String source, String key) {
        return DedupHash.of(event(source, key)).field();
    }

    @Test
    void keysAreAsTheDesignSays() {
        // Given
        var keys = new Keys("tg", 200);
        // Then
        assertThat(keys.events(7)).isEqualTo("tg:{07}:events");
        assertThat(keys.events(123)).isEqualTo("tg:{123}:events");
        assertThat(keys.seen(7, 259_200, 6_805, 12)).isEqualTo("tg:{07}:seen:v2:259200:6805:12");
        assertThat(keys.due("ci")).isEqualTo("tg:{d:ci}:due");
        assertThat(keys.parked("ci")).isEqualTo("tg:{d:ci}:parked");
        assertThat(keys.dead("ci")).isEqualTo("tg:{d:ci}:dead");
        assertThat(keys.allEvents()).hasSize(200);
    }

    @Test
    void serverRecordIsReadAsItWasWrittenAndNothingElseIs() {
        // Given
        var server = new ServerRecord(123, 4567, new Secret("abc-_"));
        // Then
        assertThat(ServerRecord.parse(server.toText())).contains(server);
        assertThat(ServerRecord.parse("")).isEmpty();
        assertThat(ServerRecord.parse("pid=1\nport=2\n")).isEmpty();
        assertThat(server.toString()).doesNotContain("abc");
    }

    @Test
    void foldersWithBlanksAndQuotesAreWrittenSoThatRedisReadsThem() {
        // Given
        var server = new ServerRecord(0, 1, new Secret("x"));
        // When
        String file = server.toConfiguration(Path.of("/a b/\"c\""), Path.of("/log"), "always");
        // Then
        assertThat(file).contains("dir \"/a b/\\\"c\\\"\"\n");
    }

    @Test
    void bundledServerIsNamedByItsSystem() {
        assertThat(BundledRedis.nameFor("Linux", "amd64")).endsWith("7.0.15-linux-amd64");
        assertThat(BundledRedis.nameFor("Linux", "aarch64")).endsWith("7.0.15-linux-arm64");
        assertThat(BundledRedis.nameFor("Mac OS X", "aarch64")).endsWith("7.0.15-darwin-arm64");
        assertThat(BundledRedis.nameFor("Mac OS X", "x86_64")).endsWith("7.0.15-darwin-amd64");
    }

    private static Delivery delivery() {
        Event event = STORED.event();
        return new Delivery(STORED, "ci", event.body(), 1);
    }
}
