/**
 * Signature schemes and handshakes: bytes, headers and secrets in, a verdict out; pure CPU that
 * never throws on bad input.
 */
@NullMarked
package io.tidegate.verify;

import org.jspecify.annotations.NullMarked;
