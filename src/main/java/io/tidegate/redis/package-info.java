/** Where the Redis master is just now, and with what one connects to it: addresses, TLS, users. */
@NullMarked
package io.tidegate.redis;

import org.jspecify.annotations.NullMarked;
