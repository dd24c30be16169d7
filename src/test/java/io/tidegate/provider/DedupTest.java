package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.DedupConfig;
import io.tidegate.config.DedupConfig.Conflicts;
import io.tidegate.config.ProviderFile;
import io.tidegate.testing.SourceConfigs;
import io.tidegate.verify.key.KeyShelf;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DedupTest {

    private static final Duration USUAL = Duration.ofHours(50);
    private static final Catalogue CATALOGUE = Catalogue.load();

    private static ProviderFile file(String provider) {
        return CATALOGUE.file(provider).orElseThrow();
    }

    private static Dedup dedup(String provider, DedupConfig config) {
        return Dedup.of(config, file(provider), USUAL);
    }

    @Test
    void providerThatTellsHowLongItRepeatsSetsTheWindow() {
        assertThat(dedup("google-pubsub", DedupConfig.USUAL).window())
                .isEqualTo(Duration.ofDays(7));
    }

    @Test
    void windowOfTheStoreStandsInWhereTheProviderSaysNothing() {
        assertThat(dedup("github", DedupConfig.USUAL).window()).isEqualTo(USUAL);
    }

    @Test
    void sourceHasTheLastWord() {
        var config = new DedupConfig(Duration.ZERO, true, Conflicts.DROP);
        assertThat(dedup("github", config)).isEqualTo(new Dedup(Duration.ZERO, true, false));
        var other = new DedupConfig(Duration.ofDays(1), false, Conflicts.DELIVER);
        assertThat(dedup("stripe", other)).isEqualTo(new Dedup(Duration.ofDays(1), false, true));
    }

    @Test
    void sourceTellsItsRule() {
        var config = SourceConfigs.of("github", new DedupConfig(null, true, null), "secret-1");
        var source =
                Source.compile("s", config, CATALOGUE, new KeyShelf(), (path, text) -> {})
                        .orElseThrow();
        assertThat(source.dedup(USUAL)).isEqualTo(new Dedup(USUAL, true, true));
        assertThat(source.sendsOnce()).isTrue();
    }

    @Test
    void conflictsAreDroppedWhereRepeatsOfOneEventVary() {
        assertThat(dedup("stripe", DedupConfig.USUAL).keepsConflicts()).isFalse();
        assertThat(dedup("google-pubsub", DedupConfig.USUAL).keepsConflicts()).isFalse();
    }

    @Test
    void conflictsAreDeliveredElsewhere() {
        assertThat(dedup("github", DedupConfig.USUAL).keepsConflicts()).isTrue();
        assertThat(dedup("shopify", DedupConfig.USUAL).keepsConflicts()).isTrue();
    }

    @Test
    void noProviderThatShipsTakesEqualBytesForOneEvent() {
        assertThat(CATALOGUE.ids()).allMatch(id -> !dedup(id, DedupConfig.USUAL).byBytes());
    }
}
