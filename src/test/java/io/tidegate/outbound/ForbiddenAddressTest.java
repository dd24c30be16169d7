package io.tidegate.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that no configuration leads to, in all their disguises. */
class ForbiddenAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "169.254.0.1",
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "192.0.0.192",
                "168.63.129.16",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "fe80::1",
                "fe80::a9fe:a9fe",
                "febf::1",
                "ff02::1",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "fd20:ce::254",
                "fd00:42::42"
            })
    void metadataLinkLocalAndWhatIsNoServerIsForbidden(String address) throws Exception {
        assertThat(forbids(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::ffff:169.254.169.254",
                "::ffff:a9fe:a9fe",
                "::169.254.169.254",
                "::ffff:0:169.254.169.254",
                "64:ff9b::169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a9fe:a9fe",
                "64:ff9b:1:a9fe:a9:fe00::",
                "64:ff9b:1:a9:fe:a9fe::",
                "64:ff9b:1:0:a9:fea9:fe00:0",
                "64:ff9b::c000:c0",
                "64:ff9b::6464:64c8",
                "2002:a9fe:a9fe::1",
                "2001:0:1:2:3:4:5601:5601",
                "2a00:1:2:3:0:5efe:a9fe:a9fe",
                "2a00:1:2:3:200:5efe:a9fe:a9fe",
                "64:ff9b::e000:1"
            })
    void whatStandsForSuchAnAddressIsForbiddenToo(String address) throws Exception {
        assertThat(forbids(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "169.253.255.255",
                "169.255.0.0",
                "8.8.8.8",
                "223.255.255.255",
                "::1",
                "::ffff:10.0.0.1",
                "64:ff9b::808:808",
                "64:ff9b::a00:1",
                "64:ff9b:1::a00:1",
                "2002:808:808::1",
                "2001:0:1:2:3:4:f7f7:f7f7",
                "fc00::1",
                "fd12:3456:789a::1",
                "2606:4700:4700::1111",
                "2a00:1450:4001:82a::200e"
            })
    void privateNetworksLoopbackAndTheInternetAreNot(String address) throws Exception {
        assertThat(forbids(address)).isFalse();
        assertThat(ForbiddenAddress.isAllowed(InetAddress.getByName(address))).isTrue();
    }

    private static boolean forbids(String address) throws UnknownHostException {
        return ForbiddenAddress.isForbidden(InetAddress.getByName(address));
    }
}
