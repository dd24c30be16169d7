/** The file in which a gateway keeps events while the store is away. */
@NullMarked
package io.tidegate.store.journal;

import org.jspecify.annotations.NullMarked;
