package io.tidegate.verify.value;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Looks parameters up in {@code a=1&b=2}. Strict, because a proof that two readers read differently
 * is none: a name that comes twice, a bad escape or bytes that are not UTF-8 count as absent.
 *
 * @see <a href="https://url.spec.whatwg.org/#application/x-www-form-urlencoded">form encoding</a>
 */
public final class Parameters {

    /**
     * One parameter.
     *
     * @param name its decoded name
     * @param value its decoded value; an empty text if it has none
     * @param written both as they were written, with what stands between them
     */
    public record Parameter(String name, String value, String written) {}

    private Parameters() {}

    /** All parameters in their order; empty if one of them cannot be decoded. */
    public static Optional<List<Parameter>> all(String encoded) {
        var parameters = new ArrayList<Parameter>();
        int start = 0;
        while (start < encoded.length()) {
            int end = endOf(encoded, start);
            Optional<Parameter> parameter = parameter(encoded, start, end);
            if (end > start && parameter.isEmpty()) {
                return Optional.empty();
            }
            if (end > start) {
                parameters.add(parameter.get());
            }
            start = end + 1;
        }
        return Optional.of(parameters);
    }

    private static Optional<Parameter> parameter(String encoded, int start, int end) {
        int nameEnd = nameEnd(encoded, start, end);
        String written = encoded.substring(start, end);
        return decode(encoded, start, nameEnd)
                .flatMap(
                        name ->
                                decode(encoded, Math.min(nameEnd + 1, end), end)
                                        .map(value -> new Parameter(name, value, written)));
    }

    /** Looks no further than its own parameter: a million of them must not be a million walks. */
    private static int nameEnd(String encoded, int start, int end) {
        int at = start;
        while (at < end && encoded.charAt(at) != '=') {
            at++;
        }
        return at;
    }

    /** The decoded value of the one parameter of this name. */
    public static Optional<String> single(String encoded, String name) {
        Optional<String> found = Optional.empty();
        int start = 0;
        while (start < encoded.length()) {
            int end = endOf(encoded, start);
            int nameEnd = nameEnd(encoded, start, end);
            if (isNamed(encoded, start, nameEnd, name)) {
                if (found.isPresent()) {
                    return Optional.empty();
                }
                found = decode(encoded, Math.min(nameEnd + 1, end), end);
                if (found.isEmpty()) {
                    return found;
                }
            }
            start = end + 1;
        }
        return found;
    }

    /** The decoded text; empty if an escape is bad or it is not UTF-8. A plus is a blank. */
    public static Optional<String> decoded(String encoded) {
        return decode(encoded, 0, encoded.length());
    }

    private static int endOf(String encoded, int start) {
        int end = encoded.indexOf('&', start);
        return end < 0 ? encoded.length() : end;
    }

    private static boolean isNamed(String encoded, int start, int end, String name) {
        // An escape makes one char of three, so a shorter text can never be the longer name.
        return end - start >= name.length()
                && end - start <= name.length() * 12
                && decode(encoded, start, end).filter(name::equals).isPresent();
    }

    private static Optional<String> decode(String encoded, int start, int end) {
        var bytes = new ByteArrayOutputStream(end - start);
        for (int i = start; i < end; i++) {
            char c = encoded.charAt(i);
            if (c == '%' && isEscape(encoded, i, end)) {
                bytes.write(HexFormat.fromHexDigits(encoded, i + 1, i + 3));
                i += 2;
            } else if (c == '%' || c >= 0x80) {
                return Optional.empty();
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static boolean isEscape(String encoded, int percent, int end) {
        return percent + 2 < end
                && HexFormat.isHexDigit(encoded.charAt(percent + 1))
                && HexFormat.isHexDigit(encoded.charAt(percent + 2));
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return Optional.of(decoder.decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
