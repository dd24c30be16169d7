/** How log lines are written for programs. */
@NullMarked
package io.tidegate.log;

import org.jspecify.annotations.NullMarked;
