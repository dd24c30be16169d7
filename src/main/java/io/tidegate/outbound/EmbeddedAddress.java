package io.tidegate.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The IPv4 addresses that an IPv6 address can stand for: what a translator or tunnel on the way
 * would make of it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6052">RFC 6052, NAT64</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3056">RFC 3056, 6to4</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4380">RFC 4380, Teredo</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5214">RFC 5214, ISATAP</a>
 */
final class EmbeddedAddress {

    private static final int LAST = 12;

    /** Where a translator with a prefix of its own can have put the four bytes (RFC 6052, 2.2). */
    private static final List<int[]> LOCAL_PLACES =
            List.of(
                    new int[] {6, 7, 9, 10},
                    new int[] {7, 9, 10, 11},
                    new int[] {9, 10, 11, 12},
                    new int[] {12, 13, 14, 15});

    private EmbeddedAddress() {}

    /**
     * What is embedded beyond doubt, as four bytes each; mostly nothing.
     *
     * @param v6 the sixteen bytes of an address
     */
    static List<byte[]> in(byte[] v6) {
        var found = new ArrayList<byte[]>(1);
        boolean isMappedOrCompatible =
                areZero(v6, 0, 10) && (isPair(v6, 10, 0) || isPair(v6, 10, 0xffff));
        boolean isTranslated = areZero(v6, 0, 8) && isPair(v6, 8, 0xffff) && isPair(v6, 10, 0);
        boolean isNat64 = isPair(v6, 0, 0x64) && isPair(v6, 2, 0xff9b) && areZero(v6, 4, LAST);
        boolean isIsatap = (v6[8] & 0xfd) == 0 && v6[9] == 0 && isPair(v6, 10, 0x5efe);
        if (isMappedOrCompatible || isTranslated || isNat64 || isIsatap) {
            found.add(four(v6, LAST, 0));
        }
        if (isPair(v6, 0, 0x2002)) {
            found.add(four(v6, 2, 0));
        }
        if (isPair(v6, 0, 0x2001) && isPair(v6, 2, 0)) {
            found.add(four(v6, LAST, 0xff));
        }
        return found;
    }

    /** What may be embedded in an address of NAT64's range for local use (RFC 8215). */
    static List<byte[]> perhapsIn(byte[] v6) {
        boolean isLocalNat64 =
                isPair(v6, 0, 0x64) && isPair(v6, 2, 0xff9b) && isPair(v6, 4, 0x0001);
        return isLocalNat64
                ? LOCAL_PLACES.stream().map(places -> at(places, v6)).toList()
                : List.of();
    }

    private static byte[] at(int[] places, byte[] v6) {
        var bytes = new byte[places.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = v6[places[i]];
        }
        return bytes;
    }

    private static byte[] four(byte[] v6, int from, int mask) {
        var bytes = new byte[4];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (v6[from + i] ^ mask);
        }
        return bytes;
    }

    private static boolean areZero(byte[] bytes, int from, int to) {
        return IntStream.range(from, to).allMatch(i -> bytes[i] == 0);
    }

    private static boolean isPair(byte[] bytes, int at, int value) {
        return (bytes[at] & 0xff) * 256 + (bytes[at + 1] & 0xff) == value;
    }
}
