package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ByteSize;
import io.tidegate.config.CatalogueFile;
import io.tidegate.config.Secret;
import io.tidegate.config.StoreConfig;
import io.tidegate.provider.Source;
import io.tidegate.testing.SourceConfigs;
import io.tidegate.verify.key.KeyShelf;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a source needs {@code store.secretKey}. */
class CaptureRuleTest {

    private static final String KEY = "a-key-of-at-least-32-characters-";
    private static final String HANDING_OVER =
            "handshake: { when: { 'header:X-Secret': '*' }, capture: header:X-Secret }\n";

    private static StoreConfig store(String secretKey) {
        return new StoreConfig(
                StoreConfig.Durability.MEMORY,
                1,
                8,
                "tg",
                Duration.ofHours(72),
                100_000,
                Duration.ofSeconds(10),
                new ByteSize(0),
                new StoreConfig.HoldConfig(Duration.ofSeconds(2), new ByteSize(64 << 20)),
                new StoreConfig.JournalConfig("", new ByteSize(256 << 20)),
                new StoreConfig.HistoryConfig(Duration.ofHours(1), new ByteSize(256 << 20)),
                new Secret(secretKey));
    }

    private static Source source(String handshake, String... secrets) {
        String text =
                "id: shop\nname: Shop\ndocs: https://shop.test\n"
                        + "verify: { scheme: hmac, header: X-S }\n"
                        + handshake;
        return Source.compile(
                        "shop",
                        SourceConfigs.of("shop", secrets),
                        CatalogueFile.read("shop.yaml", text).provider(),
                        new KeyShelf(),
                        (path, problem) -> {
                            throw new IllegalArgumentException(path + ": " + problem);
                        })
                .orElseThrow();
    }

    @Test
    void sourceWhoseSenderHandsOverTheOnlySecretNeedsTheKey() {
        assertThat(CaptureRule.objection(source(HANDING_OVER), store("")))
                .hasValueSatisfying(
                        it ->
                                assertThat(it)
                                        .startsWith("is required, or store: {secretKey: ")
                                        .contains("shop hands over its secret"));
        assertThat(CaptureRule.objection(source(HANDING_OVER), store(KEY))).isEmpty();
    }

    @Test
    void anyOtherSourceDoesNot() {
        assertThat(CaptureRule.objection(source(HANDING_OVER, "configured"), store(""))).isEmpty();
        assertThat(CaptureRule.objection(source("", "configured"), store(""))).isEmpty();
    }
}
