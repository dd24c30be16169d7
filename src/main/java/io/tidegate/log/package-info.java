/** How log lines are written, and how many. */
@NullMarked
package io.tidegate.log;

import org.jspecify.annotations.NullMarked;
