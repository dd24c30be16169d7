package io.tidegate.event;

import java.util.Locale;

/**
 * Why a request was turned away without a judgement on its signature, or after a good one. A closed
 * set: it is a tag of a meter and stable for operators.
 */
public enum Refusal {
    /** The bytes are not HTTP, or HTTP that two readers could understand differently. */
    MALFORMED,
    /** The request line is longer than the limit. */
    TARGET_TOO_LONG,
    /** The header fields are larger than the limit. */
    HEAD_TOO_LARGE,
    /** No source has this address. */
    UNKNOWN_SOURCE,
    /** The source takes no requests of this method. */
    METHOD,
    /** The request expects something other than {@code 100-continue}. */
    EXPECTATION,
    /** The body is compressed; the signature is over what we would have to undo. */
    ENCODING,
    /** The body is larger than the source allows. */
    TOO_LARGE,
    /**
     * The bodies under way fill the memory that is set aside for them, or too many requests wait to
     * be verified.
     */
    OVERLOADED,
    /** The body did not arrive in time. */
    TIMEOUT,
    /** The sender's public keys could not be fetched, so nobody can tell whether it is genuine. */
    KEYS_UNAVAILABLE,
    /** The address that a handshake wants to see visited could not be. */
    VISIT_FAILED,
    /** The store has little room left, and the sender is one that comes again. */
    STORE_FULL,
    /** The event could not be stored as firmly as promised. */
    STORE_UNAVAILABLE;

    /** The name in metrics and logs: lower case with underscores. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
