package io.tidegate.outbound;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Tells addresses of the internet from those that mean this machine, its network, or no machine at
 * all. A name that a sender gives us must not lead to the latter, whatever its owner's DNS says.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry/">IANA, IPv4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry/">IANA, IPv6</a>
 */
public final class PublicAddress {

    private PublicAddress() {}

    /** Whether the address is one of the internet. */
    public static boolean isPublic(InetAddress address) {
        if (ForbiddenAddress.isForbidden(address)
                || address.isLoopbackAddress()
                || address.isSiteLocalAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        return address instanceof Inet4Address
                ? isPublic4(first, second, bytes[2] & 0xff)
                : isPublic6(first, second, bytes[2] & 0xff, bytes[3] & 0xff);
    }

    private static boolean isPublic4(int first, int second, int third) {
        boolean isCarrierShared = first == 100 && second >= 64 && second < 128;
        boolean isProtocol = first == 192 && second == 0 && third == 0;
        boolean isRelay = first == 192 && second == 88 && third == 99;
        boolean isBenchmark = first == 198 && (second == 18 || second == 19);
        return !isCarrierShared
                && !isProtocol
                && !isRelay
                && !isBenchmark
                && !isExample(first, second, third);
    }

    private static boolean isExample(int first, int second, int third) {
        return (first == 192 && second == 0 && third == 2)
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113);
    }

    /** Global unicast, less examples, and 6to4 and Teredo, inside which any IPv4 can hide. */
    private static boolean isPublic6(int first, int second, int third, int fourth) {
        boolean isGlobal = first >= 0x20 && first < 0x40;
        boolean is6to4 = first == 0x20 && second == 0x02;
        boolean isTeredo = first == 0x20 && second == 0x01 && third == 0 && fourth == 0;
        boolean isExample =
                (first == 0x20 && second == 0x01 && third == 0x0d && fourth == 0xb8)
                        || (first == 0x3f && second == 0xff && third < 0x10);
        return isGlobal && !is6to4 && !isTeredo && !isExample;
    }
}
