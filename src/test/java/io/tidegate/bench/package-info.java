/** Baselines that our own figures are set against. */
@NullMarked
package io.tidegate.bench;

import org.jspecify.annotations.NullMarked;
