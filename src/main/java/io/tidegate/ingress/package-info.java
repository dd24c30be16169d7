/** The public port: admission, body aggregation, the handler and its status codes. */
@NullMarked
package io.tidegate.ingress;

import org.jspecify.annotations.NullMarked;
