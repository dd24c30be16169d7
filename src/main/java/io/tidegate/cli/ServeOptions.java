package io.tidegate.cli;

import java.util.Locale;
import java.util.Set;

/**
 * What the command line says about serving.
 *
 * @param roles which halves run in this process
 * @param store where events are kept
 */
public record ServeOptions(Set<Role> roles, StoreKind store) {

    public ServeOptions {
        roles = Set.copyOf(roles);
    }

    /** A part of the gateway that can be scaled on its own. */
    public enum Role {
        /** The public port. */
        INGRESS,
        /** The consumers that deliver. */
        DISPATCH,
        /** The admin port. */
        ADMIN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where events are kept. */
    public enum StoreKind {
        /** On Redis streams. */
        REDIS,
        /** In the memory of this process, for trying things: nothing survives its end. */
        MEMORY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
