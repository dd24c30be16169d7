/** Signatures over HTTP messages: RFC 9421, and the draft before it that many senders still use. */
@NullMarked
package io.tidegate.verify.message;

import org.jspecify.annotations.NullMarked;
