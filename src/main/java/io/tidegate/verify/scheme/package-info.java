/** The ways to prove where a request comes from, each usable in both directions. */
@NullMarked
package io.tidegate.verify.scheme;

import org.jspecify.annotations.NullMarked;
