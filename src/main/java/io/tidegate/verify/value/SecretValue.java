package io.tidegate.verify.value;

import java.util.Optional;

/** The secret that is being tried: some senders mix it into what they hash. */
enum SecretValue implements Value {
    /** The only one. */
    SECRET;

    @Override
    public Optional<String> in(Evidence evidence) {
        return Optional.of(evidence.secret());
    }

    @Override
    public boolean readsSecret() {
        return true;
    }

    @Override
    public boolean isOurs() {
        return true;
    }
}
