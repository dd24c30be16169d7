package io.tidegate.ingress;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Tells addresses of the internet from those that mean this machine, its network, or no machine at
 * all. A name that a sender gives us must not lead to the latter, whatever its owner's DNS says.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry/">IANA, IPv4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry/">IANA, IPv6</a>
 */
final class PublicAddress {

    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
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
        boolean isThisNetwork = first == 0;
        boolean isCarrierShared = first == 100 && second >= 64 && second < 128;
        boolean isProtocol = first == 192 && second == 0 && third == 0;
        boolean isBenchmark = first == 198 && (second == 18 || second == 19);
        boolean isReserved = first >= 240;
        return !isThisNetwork && !isCarrierShared && !isProtocol && !isBenchmark && !isReserved;
    }

    /** Global unicast, less 6to4 and Teredo, inside which any IPv4 address can hide. */
    private static boolean isPublic6(int first, int second, int third, int fourth) {
        boolean isGlobal = first >= 0x20 && first < 0x40;
        boolean is6to4 = first == 0x20 && second == 0x02;
        boolean isTeredo = first == 0x20 && second == 0x01 && third == 0 && fourth == 0;
        return isGlobal && !is6to4 && !isTeredo;
    }
}
