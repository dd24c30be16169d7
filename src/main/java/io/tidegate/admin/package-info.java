/** The private port: health, metrics and the REST API. */
@NullMarked
package io.tidegate.admin;

import org.jspecify.annotations.NullMarked;
