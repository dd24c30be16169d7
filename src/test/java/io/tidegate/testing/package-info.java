/** What tests of several packages share: a real Redis server and waiting for futures. */
@NullMarked
package io.tidegate.testing;

import org.jspecify.annotations.NullMarked;
