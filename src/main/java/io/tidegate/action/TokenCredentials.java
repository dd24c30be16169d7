package io.tidegate.action;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A token that is fetched when it is needed, used by all attempts, and replaced before it expires
 * or when it is refused. However many attempts wait for one, it is asked for once at a time.
 *
 * <p>Used on the event loop that owns the action.
 */
final class TokenCredentials implements Credentials {

    /** How long after a failure nobody asks again: a server that is down is not stormed. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long after one refusal another does not lead to a new token. */
    static final Duration REFUSAL_PAUSE = Duration.ofSeconds(10);

    private final Supplier<Future<Token>> server;
    private final InstantSource clock;
    private Optional<Token> token = Optional.empty();
    private Optional<Future<Token>> underWay = Optional.empty();
    private Optional<Throwable> lastFailure = Optional.empty();
    private Instant pausedUntil = Instant.MIN;
    private Instant patientUntil = Instant.MIN;

    /**
     * Asks nobody yet.
     *
     * @param server gives out a token
     */
    TokenCredentials(Supplier<Future<Token>> server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    @Override
    public Future<String> current() {
        Instant now = clock.instant();
        Optional<Token> usable = token.filter(it -> now.isBefore(it.expiresAt()));
        if (usable.isEmpty()) {
            return next().map(TokenCredentials::header);
        }
        if (!now.isBefore(usable.get().renewAt())) {
            // Nobody waits for it; if it fails, there is time for another try.
            next();
        }
        return Future.succeededFuture(header(usable.get()));
    }

    @Override
    public Optional<Future<String>> insteadOf(String refused) {
        boolean isReplaced = token.filter(it -> !header(it).equals(refused)).isPresent();
        if (isReplaced) {
            return Optional.of(current());
        }
        Instant now = clock.instant();
        if (now.isBefore(patientUntil)) {
            return Optional.empty();
        }
        patientUntil = now.plus(REFUSAL_PAUSE);
        token = Optional.empty();
        return Optional.of(current());
    }

    private static String header(Token token) {
        return "Bearer " + token.value();
    }

    private Future<Token> next() {
        if (underWay.isEmpty()) {
            if (clock.instant().isBefore(pausedUntil) && lastFailure.isPresent()) {
                return Future.failedFuture(lastFailure.get());
            }
            Future<Token> asked = server.get();
            underWay = Optional.of(asked);
            asked.onComplete(this::keep, this::pause);
            return asked;
        }
        return underWay.get();
    }

    private void keep(Token fresh) {
        underWay = Optional.empty();
        token = Optional.of(fresh);
    }

    private void pause(Throwable failure) {
        underWay = Optional.empty();
        lastFailure = Optional.of(failure);
        pausedUntil = clock.instant().plus(PAUSE);
    }
}
