package io.tidegate.event;

/**
 * What must be fetched before a request can be judged: a document with the sender's public keys, or
 * with a token that must be shown to get them. Two equal requests have the same answer.
 *
 * @param url where it is, always {@code https}
 * @param headers what to send along, which may be a credential
 * @param body the text to POST, JSON unless a header states another content type; empty to GET
 */
public record KeyRequest(String url, Headers headers, String body) {

    /** The address only: the rest may be a secret. */
    @Override
    public String toString() {
        return url;
    }
}
