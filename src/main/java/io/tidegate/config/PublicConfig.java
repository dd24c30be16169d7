package io.tidegate.config;

import java.time.Duration;

/**
 * The public port.
 *
 * @param port the TCP port, 0 to 65535; 0 takes a free one; default 8080
 * @param host the address to listen on; default all
 * @param instances how many event loops accept requests, 0 to 256; 0, the default, is one a core
 * @param maxBody the largest body of a request unless its source says otherwise; default 1MiB, at
 *     most 512MiB
 * @param maxInFlight the memory that all bodies not yet stored may take together, at least {@code
 *     maxBody}; beyond it requests are answered 503; default 256MiB
 * @param maxConnections how many connections may be open at once, 1 to 1000000; default 20000
 * @param requestTimeout how long a request may take from its head to the end of its body; default
 *     10s
 * @param drain how long the port keeps serving after it has said that it is not ready; default 5s
 * @param verifiers who checks signatures that take too long for an event loop, as RSA
 */
public record PublicConfig(
        @Default("8080") int port,
        @Default("0.0.0.0") String host,
        @Default("0") int instances,
        @Default("1MiB") ByteSize maxBody,
        @Default("256MiB") ByteSize maxInFlight,
        @Default("20000") int maxConnections,
        @Default("10s") Duration requestTimeout,
        @Default("5s") Duration drain,
        VerifiersConfig verifiers) {

    /** What one value of a Redis stream can hold. */
    static final ByteSize LARGEST_BODY = new ByteSize(512L << 20);

    public PublicConfig {
        new Bounds()
                .between("port", port, 0, Addresses.MAX_PORT)
                .that("host", !host.isBlank(), "must name an address; 0.0.0.0 means all")
                .between("instances", instances, 0, 256)
                .between("maxBody", maxBody, new ByteSize(1), LARGEST_BODY)
                .that(
                        "maxInFlight",
                        maxInFlight.bytes() >= maxBody.bytes(),
                        "must be at least maxBody, which is " + maxBody)
                .between("maxConnections", maxConnections, 1, 1_000_000)
                .positive("requestTimeout", requestTimeout)
                .notNegative("drain", drain)
                .check();
    }

    /**
     * Who checks signatures that take too long for an event loop: those made with key pairs.
     *
     * @param threads how many threads, 0 to 256; 0, the default, is one a core
     * @param queue how many requests may wait for them, 1 to 1000000; beyond it requests are
     *     answered 503; default 1024
     */
    public record VerifiersConfig(@Default("0") int threads, @Default("1024") int queue) {

        public VerifiersConfig {
            new Bounds()
                    .between("threads", threads, 0, 256)
                    .between("queue", queue, 1, 1_000_000)
                    .check();
        }
    }
}
