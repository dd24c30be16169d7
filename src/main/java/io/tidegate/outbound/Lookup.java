package io.tidegate.outbound;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.resolver.NameResolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Predicate;

/**
 * Looks up the address of a server, without blocking and for as long as DNS allows from memory.
 * Whoever asks connects to the very address that was found allowed: a second look-up might find
 * another. Safe for any thread.
 */
public final class Lookup {

    /** Vert.x offers it to others only inside of its clients, where nobody can look at results. */
    private final NameResolver names;

    private final Predicate<InetAddress> mayReach;

    /**
     * A look-up with the resolver of this Vert.x.
     *
     * @param mayReach which addresses may be connected to
     */
    public Lookup(Vertx vertx, Predicate<InetAddress> mayReach) {
        names = ((VertxInternal) vertx).nameResolver();
        this.mayReach = mayReach;
    }

    /**
     * An address that may be connected to; fails with {@link AddressRefused} if there are only
     * others, and with {@link java.net.UnknownHostException} if there is none.
     *
     * @param host a name, an IPv4 address, or an IPv6 address with or without brackets
     */
    public Future<InetAddress> address(String host) {
        return names.resolveAll(host).map(this::firstAllowed);
    }

    private InetAddress firstAllowed(List<InetSocketAddress> found) {
        return found.stream()
                .map(InetSocketAddress::getAddress)
                .filter(mayReach)
                .findFirst()
                .orElseThrow(AddressRefused::new);
    }
}
