/** A provider file compiled into a ready provider, and the catalogue of all of them. */
@NullMarked
package io.tidegate.provider;

import org.jspecify.annotations.NullMarked;
