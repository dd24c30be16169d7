/** What can be seen of one event on its way, as spans of a trace. */
@NullMarked
package io.tidegate.trace;

import org.jspecify.annotations.NullMarked;
