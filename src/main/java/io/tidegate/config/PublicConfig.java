package io.tidegate.config;

import java.time.Duration;

/**
 * The public port.
 *
 * @param port the TCP port, 0 to 65535; 0 takes a free one; default 8080
 * @param host the address to listen on; default all
 * @param instances how many event loops accept requests, 0 to 256; 0, the default, is one a core
 * @param maxBody the largest body of a request unless its source says otherwise; default 1MiB
 * @param maxInFlight the memory that all bodies not yet stored may take together; beyond it
 *     requests are answered 503; default 256MiB
 * @param maxConnections how many connections may be open at once; default 20000
 * @param requestTimeout how long a request may take from its head to the end of its body; default
 *     10s
 * @param drain how long the port keeps serving after it has said that it is not ready; default 5s
 */
public record PublicConfig(
        @Default("8080") int port,
        @Default("0.0.0.0") String host,
        @Default("0") int instances,
        @Default("1MiB") ByteSize maxBody,
        @Default("256MiB") ByteSize maxInFlight,
        @Default("20000") int maxConnections,
        @Default("10s") Duration requestTimeout,
        @Default("5s") Duration drain) {}
