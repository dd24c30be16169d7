/**
 * The event store on Redis streams: the link, scripts, codec, groups, trimming, and the Redis that
 * ships in the jar.
 */
@NullMarked
package io.tidegate.store.redis;

import org.jspecify.annotations.NullMarked;
