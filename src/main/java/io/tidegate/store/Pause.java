package io.tidegate.store;

import java.time.Instant;

/**
 * That a destination gets nothing for now.
 *
 * @param reason why, for people
 * @param since since when, by the store's clock
 */
public record Pause(String reason, Instant since) {}
