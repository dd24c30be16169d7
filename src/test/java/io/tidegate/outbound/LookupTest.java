package io.tidegate.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.testing.Futures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookupTest {

    /** A name server where nobody listens: names are what this list of hosts says. */
    private static final Vertx VERTX =
            Vertx.vertx(
                    new VertxOptions()
                            .setAddressResolverOptions(
                                    new AddressResolverOptions()
                                            .setServers(List.of("127.0.0.1:1"))
                                            .setQueryTimeout(200)
                                            .setMaxQueries(1)
                                            .setHostsValue(
                                                    Buffer.buffer(
                                                            """
                                                            10.1.2.3 inside.test
                                                            169.254.169.254 metadata.test
                                                            64:ff9b::a9fe:a9fe disguised.test
                                                            """))));

    @AfterAll
    static void close() {
        Futures.await(VERTX.close());
    }

    private static Future<InetAddress> address(String host, Predicate<InetAddress> mayReach) {
        var found = new Lookup(VERTX, mayReach).address(host);
        Awaitility.await().until(found::isComplete);
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"inside.test", "10.1.2.3"})
    void nameOrAddressThatIsAllowedIsFound(String host) throws Exception {
        assertThat(address(host, ForbiddenAddress::isAllowed).result())
                .isEqualTo(InetAddress.getByName("10.1.2.3"));
    }

    @Test
    void addressOfIpv6MayHaveBrackets() throws Exception {
        assertThat(address("[fd12::1]", ForbiddenAddress::isAllowed).result())
                .isEqualTo(InetAddress.getByName("fd12::1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata.test",
                "disguised.test",
                "169.254.169.254",
                "[::ffff:a9fe:a9fe]",
                "::ffff:169.254.169.254",
                "[64:ff9b::a9fe:a9fe]",
                "[fe80::1]",
                "0.0.0.0"
            })
    void nameOrAddressThatIsForbiddenIsRefused(String host) {
        assertThat(address(host, ForbiddenAddress::isAllowed).cause())
                .isInstanceOf(AddressRefused.class)
                .hasMessage("address not allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2852039166",
                "0xa9fea9fe",
                "0xa9.0xfe.0xa9.0xfe",
                "0251.0376.0251.0376",
                "169.254.43518",
                "0x7f.1",
                "169.254.169.254.",
                "\u2460\u2465\u2468.\u2461\u2464\u2463.\u2460\u2465\u2468.\u2461\u2464\u2463",
                "169\u3002254\u3002169\u3002254",
                "[fe80::1%25lo]"
            })
    void oddSpellingOfAnAddressLeadsNowhere(String host) {
        assertThat(address(host, ForbiddenAddress::isAllowed).cause())
                .isInstanceOfAny(AddressRefused.class, UnknownHostException.class);
    }

    @Test
    void policyMayLeaveOutPrivateNetworks() {
        assertThat(address("inside.test", PublicAddress::isPublic).cause())
                .isInstanceOf(AddressRefused.class);
    }

    @Test
    void nameThatNobodyKnowsIsUnknown() {
        assertThat(address("nowhere.invalid", ForbiddenAddress::isAllowed).cause())
                .isInstanceOf(UnknownHostException.class);
    }
}
