package io.tidegate.ingress;

import io.tidegate.testing.SelfSigned;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;

/** How doors under test reach servers on loopback. */
final class Reach {

    /** So long that no fetch of a test is late by itself. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    private Reach() {}

    /** Connections to these addresses, which trust the certificate of the tests. */
    static Outbound to(Predicate<InetAddress> mayReach) {
        var options = Outbound.guardedOptions().setTrustOptions(SelfSigned.trust());
        return new Outbound(options, mayReach, LIMIT);
    }

    /** Connections to any address. */
    static Outbound anywhere() {
        return to(address -> true);
    }

    /** The same, given up after this time. */
    static Outbound within(Duration limit) {
        var usual = anywhere();
        return new Outbound(usual.options(), usual.mayReach(), limit);
    }
}
