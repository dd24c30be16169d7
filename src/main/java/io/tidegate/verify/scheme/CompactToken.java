package io.tidegate.verify.scheme;

import io.tidegate.verify.value.Coding;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A web signature as it is written: header, payload and signature with dots between them.
 *
 * @param writtenHeader the header as it was written
 * @param header the JSON of the header
 * @param writtenPayload the payload as it was written; empty if it is detached
 * @param signature the signature
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-7.1">RFC 7515</a>
 */
record CompactToken(String writtenHeader, byte[] header, String writtenPayload, byte[] signature) {

    /** Reads the written form; empty if it is none. */
    static Optional<CompactToken> read(String text) {
        int first = text.indexOf('.');
        int last = text.lastIndexOf('.');
        boolean isPadded = text.indexOf('=') >= 0;
        if (first < 1 || last == first || text.indexOf('.', first + 1) != last || isPadded) {
            return Optional.empty();
        }
        String header = text.substring(0, first);
        String payload = text.substring(first + 1, last);
        return Coding.BASE64URL
                .decode(header)
                .flatMap(
                        json ->
                                Coding.BASE64URL
                                        .decode(text.substring(last + 1))
                                        .map(
                                                signature ->
                                                        new CompactToken(
                                                                header, json, payload, signature)));
    }

    /** The bytes of the payload; empty if they are not well written. */
    Optional<byte[]> payload() {
        return Coding.BASE64URL.decode(writtenPayload);
    }

    /** What is signed of a token that carries its payload. */
    byte[] signedText() {
        return (writtenHeader + "." + writtenPayload).getBytes(StandardCharsets.US_ASCII);
    }
}
