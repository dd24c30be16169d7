package io.tidegate.verify.value;

/**
 * The decoded parts of a JSON web token or signature, as they were sent.
 *
 * @param header the JSON of its header
 * @param claims the JSON of its claims; empty for a signature over something else
 */
public record TokenParts(byte[] header, byte[] claims) {

    /** No token was read. */
    public static final TokenParts NONE = new TokenParts(new byte[0], new byte[0]);

    /** Sizes only. */
    @Override
    public String toString() {
        return "token (" + header.length + "+" + claims.length + " bytes)";
    }
}
