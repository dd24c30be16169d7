/** The durable wall between the two halves, as an interface and its result types. */
@NullMarked
package io.tidegate.store;

import org.jspecify.annotations.NullMarked;
