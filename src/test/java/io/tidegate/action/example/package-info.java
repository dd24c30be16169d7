/** The example of {@code src/docs/plugins.md}, compiled and run by the build. */
@NullMarked
package io.tidegate.action.example;

import org.jspecify.annotations.NullMarked;
