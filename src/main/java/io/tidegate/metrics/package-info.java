/** Every meter of the gateway: its name, its tags and its meaning. */
@NullMarked
package io.tidegate.metrics;

import org.jspecify.annotations.NullMarked;
