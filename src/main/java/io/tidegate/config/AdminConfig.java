package io.tidegate.config;

/**
 * The admin port.
 *
 * @param port the TCP port, 0 to 65535; 0 takes a free one; default 9090
 * @param host the address to listen on; default 127.0.0.1, and any address but a loopback one needs
 *     a token
 * @param token what callers other than health checks must send as a bearer token; default none
 * @param writeToken what callers that change something must send in its place; default none, and
 *     then {@code token} opens everything
 */
public record AdminConfig(
        @Default("9090") int port,
        @Default("127.0.0.1") String host,
        @Default("") Secret token,
        @Default("") Secret writeToken) {

    public AdminConfig {
        new Bounds()
                .between("port", port, 0, Addresses.MAX_PORT)
                .that("host", !host.isBlank(), "must name an address; 0.0.0.0 means all")
                .that(
                        "token",
                        Addresses.isLoopback(host) || token.isPresent(),
                        "is required when host is not a loopback address, because others can reach"
                                + " the port; add token: \"${TIDEGATE_ADMIN_TOKEN}\"")
                .check();
    }
}
