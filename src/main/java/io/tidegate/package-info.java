/**
 * Reads the configuration, builds every object, deploys the verticles and stops them in reverse;
 * nobody imports this.
 */
@NullMarked
package io.tidegate;

import org.jspecify.annotations.NullMarked;
