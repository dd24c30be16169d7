package io.tidegate.action;

import io.vertx.core.Future;
import java.util.Optional;

/** What we show a destination to prove who we are. Used on the event loop of the action. */
interface Credentials {

    /** The value of {@code Authorization}; an empty text to send none. */
    Future<String> current();

    /**
     * What to try in place of a value that was answered 401; empty if there is nothing else.
     *
     * @param refused the value that was refused
     */
    Optional<Future<String>> insteadOf(String refused);

    /** Always the same value; an empty text to send none. */
    static Credentials fixed(String value) {
        return new Fixed(value);
    }

    /**
     * A value from the configuration.
     *
     * @param value the value; may be empty
     */
    record Fixed(String value) implements Credentials {

        @Override
        public Future<String> current() {
            return Future.succeededFuture(value);
        }

        @Override
        public Optional<Future<String>> insteadOf(String refused) {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "***";
        }
    }
}
