/** The readable reference implementation of the event store, for tests and --store memory. */
@NullMarked
package io.tidegate.store.memory;

import org.jspecify.annotations.NullMarked;
