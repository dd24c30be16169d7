/**
 * What only one provider, or a few, do and no general word of provider files says: each a function
 * with a name of its own.
 */
@NullMarked
package io.tidegate.verify.odd;

import org.jspecify.annotations.NullMarked;
