/** The commands of the tidegate program, one class each. */
@NullMarked
package io.tidegate.cli;

import org.jspecify.annotations.NullMarked;
