package io.tidegate.outbound;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Tells the addresses that no destination may have, whoever configured it: where clouds hand out
 * credentials to whoever asks from inside, link-local ones, and those that are no single server's.
 * An IPv6 address that stands for such an IPv4 address is one, too.
 *
 * <p>The places where clouds serve metadata beside link-local ones, as their own pages have it:
 * Alibaba 100.100.100.200, Oracle 192.0.0.192, Azure's platform 168.63.129.16, AWS fd00:ec2::/32,
 * Google fd20:ce::254, Scaleway fd00:42::42. Read 2026-11-24.
 */
public final class ForbiddenAddress {

    private static final Set<String> METADATA_4 = Set.of("646464c8", "c00000c0", "a83f8110");

    /** Beginnings of addresses, as hexadecimal digits. */
    private static final List<String> METADATA_6 =
            List.of(
                    "fd000ec2",
                    "fd2000ce000000000000000000000254",
                    "fd000042000000000000000000000042");

    private ForbiddenAddress() {}

    /** Whether nothing may connect to the address. */
    public static boolean isForbidden(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? isForbidden4(bytes) : isForbidden6(address, bytes);
    }

    /** Whether a destination of an operator may have the address. */
    public static boolean isAllowed(InetAddress address) {
        return !isForbidden(address);
    }

    private static boolean isForbidden6(InetAddress address, byte[] bytes) {
        String digits = HexFormat.of().formatHex(bytes);
        return address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || METADATA_6.stream().anyMatch(digits::startsWith)
                || isForbiddenInside(address, bytes);
    }

    private static boolean isForbiddenInside(InetAddress address, byte[] bytes) {
        // By its form the loopback address would stand for 0.0.0.1.
        return !address.isLoopbackAddress()
                && (EmbeddedAddress.in(bytes).stream().anyMatch(ForbiddenAddress::isForbidden4)
                        || EmbeddedAddress.perhapsIn(bytes).stream()
                                .anyMatch(ForbiddenAddress::handsOutCredentials));
    }

    private static boolean isForbidden4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        boolean isThisNetwork = first == 0;
        boolean isMulticastOrReserved = first >= 224;
        return isThisNetwork || isMulticastOrReserved || handsOutCredentials(bytes);
    }

    private static boolean handsOutCredentials(byte[] v4) {
        boolean isLinkLocal = (v4[0] & 0xff) == 169 && (v4[1] & 0xff) == 254;
        return isLinkLocal || METADATA_4.contains(HexFormat.of().formatHex(v4));
    }
}
