/** Filters, transforms and the router: which deliveries an event owes. */
@NullMarked
package io.tidegate.route;

import org.jspecify.annotations.NullMarked;
