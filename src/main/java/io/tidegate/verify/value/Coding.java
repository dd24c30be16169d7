package io.tidegate.verify.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How bytes are written as text. Reading is exact: no white space, no missing or superfluous
 * character, so that a proof has one spelling only (hex may be in either case).
 */
public enum Coding {
    /** The text's own bytes. */
    UTF8,
    /** Two hexadecimal digits a byte. */
    HEX,
    /** The standard alphabet, with padding. */
    BASE64,
    /** The alphabet for URLs, with or without padding. */
    BASE64URL;

    private static final byte[] DIGITS = digits();

    /** The bytes that the text stands for; empty if it stands for none. Never throws. */
    public Optional<byte[]> decode(String text) {
        return switch (this) {
            case UTF8 -> Optional.of(text.getBytes(StandardCharsets.UTF_8));
            case HEX -> hex(text);
            case BASE64 -> base64(text, Base64.getDecoder()).filter(b -> encode(b).equals(text));
            case BASE64URL ->
                    base64(text, Base64.getUrlDecoder())
                            .filter(b -> encode(b).equals(text) || padded(b).equals(text));
        };
    }

    /** The text for the bytes: lower-case hex, base64 with padding, base64url without. */
    public String encode(byte[] bytes) {
        return switch (this) {
            case UTF8 -> new String(bytes, StandardCharsets.UTF_8);
            case HEX -> HexFormat.of().formatHex(bytes);
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }

    private static Optional<byte[]> hex(String text) {
        if (text.length() % 2 != 0) {
            return Optional.empty();
        }
        // What is not in this alphabet becomes a question mark, which is no digit.
        byte[] digits = text.getBytes(StandardCharsets.ISO_8859_1);
        var bytes = new byte[digits.length / 2];
        int wrong = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = DIGITS[digits[2 * i] & 0xff];
            int low = DIGITS[digits[2 * i + 1] & 0xff];
            wrong |= high | low;
            bytes[i] = (byte) ((high << 4) | low);
        }
        return wrong < 0 ? Optional.empty() : Optional.of(bytes);
    }

    /** The values of hexadecimal digits by their character; negative for what is none. */
    private static byte[] digits() {
        var digits = new byte[256];
        Arrays.fill(digits, (byte) -1);
        for (char c = 0; c < 128; c++) {
            if (HexFormat.isHexDigit(c)) {
                digits[c] = (byte) HexFormat.fromHexDigit(c);
            }
        }
        return digits;
    }

    private static Optional<byte[]> base64(String text, Base64.Decoder decoder) {
        try {
            return Optional.of(decoder.decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String padded(byte[] bytes) {
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
