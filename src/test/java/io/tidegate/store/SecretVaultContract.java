package io.tidegate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.StoreConfig;
import io.tidegate.testing.Futures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every vault has to pass. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SecretVaultContract {

    /** How the stores of the same place are configured. */
    protected static final StoreConfig CONFIG = StoreFixture.CONFIG;

    private static final Duration WINDOW = Duration.ofMinutes(10);

    /** Where the vaults live. */
    protected final Vertx vertx = Vertx.vertx();

    private final List<Opened> opened = new ArrayList<>();

    /** A vault and the event loop that it belongs to. */
    private record Opened(SecretVault vault, Context loop) {

        <T> T call(Function<SecretVault, Future<T>> call) {
            return Futures.awaitOn(loop, () -> call.apply(vault));
        }

        boolean keep(String source, String sealed, boolean trustsFirst) {
            return call(it -> it.keep(source, bytes(sealed), trustsFirst));
        }

        List<String> kept(String source) {
            return call(SecretVault::all).getOrDefault(source, List.of()).stream()
                    .map(it -> new String(it, StandardCharsets.ISO_8859_1))
                    .toList();
        }
    }

    /** Vaults over a place that is empty before each test. */
    protected abstract SecretVaults vaults();

    /** Makes all vaults believe that this time has passed. */
    protected abstract void advance(Duration time);

    private Opened first() {
        return opened.get(0);
    }

    private Opened second() {
        return opened.get(1);
    }

    @BeforeEach
    void openTwo() {
        SecretVaults vaults = vaults();
        open(vaults);
        open(vaults);
    }

    private void open(SecretVaults vaults) {
        Context loop = vertx.getOrCreateContext();
        var vault = Futures.awaitOn(loop, () -> Future.succeededFuture(vaults.openVault()));
        opened.add(new Opened(vault, loop));
    }

    @AfterEach
    void closeAll() {
        opened.forEach(it -> Futures.awaitOn(it.loop(), it.vault()::close));
        opened.clear();
    }

    @AfterAll
    void closeVertx() {
        Futures.await(vertx.close());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void emptyVaultHoldsNothing() {
        assertThat(first().call(SecretVault::all)).isEmpty();
    }

    @Test
    void firstSecretIsKeptByteForByteAndSeenByAll() {
        assertThat(first().keep("shop", "\0\u00ff\r\n:x", true)).isTrue();
        assertThat(first().kept("shop")).containsExactly("\0\u00ff\r\n:x");
        assertThat(second().kept("shop")).containsExactly("\0\u00ff\r\n:x");
    }

    @Test
    void secondSecretIsNotKeptWhicheverGatewayIsAsked() {
        first().keep("shop", "a", true);
        assertThat(first().keep("shop", "b", true)).isFalse();
        assertThat(second().keep("shop", "b", true)).isFalse();
        assertThat(first().kept("shop")).containsExactly("a");
    }

    @Test
    void secretsOfDifferentSourcesHaveNothingToDoWithEachOther() {
        assertThat(first().keep("shop", "a", true)).isTrue();
        assertThat(first().keep("shop-2", "b", true)).isTrue();
        assertThat(first().kept("shop")).containsExactly("a");
        assertThat(first().kept("shop-2")).containsExactly("b");
    }

    @Test
    void sourceThatTrustsNobodyKeepsNothingUntilItIsOpened() {
        assertThat(first().keep("shop", "a", false)).isFalse();
        first().call(it -> it.open("shop", WINDOW));
        assertThat(second().keep("shop", "a", false)).isTrue();
        assertThat(first().kept("shop")).containsExactly("a");
    }

    @Test
    void openSourceTakesFurtherSecretsForItsTime() {
        // Given
        first().keep("shop", "a", true);
        second().call(it -> it.open("shop", WINDOW));
        // When, Then
        assertThat(first().keep("shop", "b", true)).isTrue();
        assertThat(first().keep("other", "x", false)).isFalse();
        advance(WINDOW.minusSeconds(30));
        assertThat(first().keep("shop", "c", true)).isTrue();
        advance(Duration.ofSeconds(30));
        assertThat(first().keep("shop", "d", true)).isFalse();
        assertThat(first().kept("shop")).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void openingAgainLengthensTheTime() {
        first().call(it -> it.open("shop", WINDOW));
        advance(WINDOW.minusSeconds(30));
        first().call(it -> it.open("shop", WINDOW));
        advance(WINDOW.minusSeconds(30));
        assertThat(first().keep("shop", "a", false)).isTrue();
    }

    @Test
    void onlyTheNewestAreKept() {
        first().call(it -> it.open("shop", WINDOW));
        for (int i = 0; i < 13; i++) {
            assertThat(first().keep("shop", "s" + i, false)).isTrue();
        }
        assertThat(first().kept("shop")).containsExactlyInAnyOrder("s8", "s9", "s10", "s11", "s12");
    }
}
