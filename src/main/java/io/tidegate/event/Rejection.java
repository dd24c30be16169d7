package io.tidegate.event;

import java.util.Locale;

/**
 * Why a request was not believed. A closed set: it is a tag of a meter and stable for operators.
 * Declared in the order in which verification gets to them, so that of several reasons the greatest
 * tells most.
 */
public enum Rejection {
    /** The header, parameter or field that carries the signature or token is absent. */
    MISSING_SIGNATURE,
    /** A header that must be single came more than once. */
    REPEATED_HEADER,
    /** What should be a signature cannot be read: wrong prefix, encoding or length. */
    MALFORMED_SIGNATURE,
    /** A value that is part of the signed bytes is absent, such as the message id. */
    MISSING_VALUE,
    /** The signature does not cover what it must, such as the hash of the body. */
    NOT_COVERED,
    /** The signature is of a kind that the provider does not use, such as none at all. */
    WRONG_ALGORITHM,
    /**
     * The request names a key that the source does not have, or an address no key may come from.
     */
    UNKNOWN_KEY,
    /**
     * The signature is well formed and not made with any of the source's secrets over this body.
     */
    WRONG_SIGNATURE,
    /** The shared token or the user and password are not the configured ones. */
    WRONG_TOKEN,
    /** What was signed names another hash of the body than the body has. */
    WRONG_DIGEST,
    /** A claim of the token is absent or not what it must be. */
    WRONG_CLAIM,
    /** The timestamp is absent or not a number in the expected unit. */
    MALFORMED_TIMESTAMP,
    /** The timestamp is older than the tolerance allows. */
    STALE,
    /** The timestamp lies further in the future than the tolerance allows. */
    FROM_THE_FUTURE,
    /** A handshake does not show what was agreed upon. */
    WRONG_CHALLENGE,
    /** A handshake asks for a text to be repeated that is absent or more than a plain token. */
    UNSAFE_CHALLENGE;

    /** The name in metrics and logs: lower case with underscores. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
