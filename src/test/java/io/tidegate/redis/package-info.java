/** Tests of where the Redis master is. */
@NullMarked
package io.tidegate.redis;

import org.jspecify.annotations.NullMarked;
