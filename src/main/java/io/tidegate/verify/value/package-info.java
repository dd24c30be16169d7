/**
 * Where texts and bytes of a request are and how they are combined: the small language of provider
 * files. One value serves both directions: a receiver reads it, a sender puts it there.
 */
@NullMarked
package io.tidegate.verify.value;

import org.jspecify.annotations.NullMarked;
