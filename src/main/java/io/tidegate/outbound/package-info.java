/** Where the gateway may connect to: which addresses, and how a name becomes one. */
@NullMarked
package io.tidegate.outbound;

import org.jspecify.annotations.NullMarked;
