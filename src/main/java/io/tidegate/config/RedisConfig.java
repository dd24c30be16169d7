package io.tidegate.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The Redis server, the sentinels that know which one is the master, or a cluster.
 *
 * @param mode whether there is one server, sentinels watch over several, or several share the keys;
 *     default standalone
 * @param uri {@code redis://host:port/db} or {@code rediss://} for TLS; the default, {@code
 *     embedded}, starts one that belongs to this gateway; only for mode standalone
 * @param uris where the sentinels listen, as {@code redis://host:26379}, or some nodes of the
 *     cluster, as {@code redis://host:6379}, which name the others; {@code rediss://} for TLS to
 *     all of them and to the servers; only for modes sentinel and cluster
 * @param master what the sentinels call the master; only for mode sentinel
 * @param user the user of an ACL, if it is not part of the uri; default none, which is the user
 *     {@code default}
 * @param password the password, if it is not part of the uri; one in a file is read again for every
 *     connection; default none
 * @param tls whom we trust and what certificate we show, over {@code rediss}; those in files are
 *     read again for every connection
 * @param sentinel how we log in to the sentinels
 * @param timeout how long a command may take before its outcome counts as unknown; default 2s
 * @param data the folder in which the embedded server keeps its files; default ./data
 */
public record RedisConfig(
        @Default("standalone") Mode mode,
        @Default("embedded") String uri,
        List<String> uris,
        @Default("") String master,
        @Default("") String user,
        @Default("") Secret password,
        TlsConfig tls,
        SentinelConfig sentinel,
        @Default("2s") Duration timeout,
        @Default("./data") String data) {

    private static final String EMBEDDED = "embedded";
    private static final String ONLY_SENTINEL = "is for mode sentinel only";
    private static final String ONLY_SEVERAL = "is for modes sentinel and cluster; write uri";

    public RedisConfig {
        uris = List.copyOf(uris);
        var bounds =
                new Bounds()
                        .positive("timeout", timeout)
                        .that("data", !data.isBlank(), "must name a folder, as ./data")
                        .that(
                                "password",
                                user.isEmpty() || password.isPresent(),
                                "is needed, since there is a user")
                        .that(
                                "user",
                                user.isEmpty() || !Addresses.hasUser(uri),
                                "must not stand beside a uri that has one");
        (switch (mode) {
                    case STANDALONE -> standalone(bounds, uri, uris, master, sentinel);
                    case SENTINEL -> sentinels(bounds, uri, uris, master);
                    case CLUSTER -> cluster(bounds, uri, uris, master, sentinel);
                })
                .that(
                        "tls",
                        tls.isNone() || isOverTls(mode, uri, uris),
                        "needs an address that begins with rediss://")
                .check();
    }

    /** One server at this address, with all else as usual. */
    public RedisConfig(String uri, Secret password, Duration timeout, String data) {
        this(
                Mode.STANDALONE,
                uri,
                List.of(),
                "",
                "",
                password,
                TlsConfig.NONE,
                SentinelConfig.NONE,
                timeout,
                data);
    }

    private static Bounds standalone(
            Bounds bounds, String uri, List<String> uris, String master, SentinelConfig sentinel) {
        return bounds.that(
                        "uri",
                        uri.equals(EMBEDDED) || Addresses.isRedis(uri),
                        "must be redis://host:port, rediss://host:port or embedded")
                .that("uris", uris.isEmpty(), ONLY_SEVERAL)
                .that("master", master.isEmpty(), ONLY_SENTINEL)
                .that("sentinel", sentinel.equals(SentinelConfig.NONE), ONLY_SENTINEL);
    }

    private static Bounds sentinels(Bounds bounds, String uri, List<String> uris, String master) {
        return several(bounds, uri, uris)
                .that("master", !master.isBlank(), "is required: what the sentinels call it");
    }

    private static Bounds cluster(
            Bounds bounds, String uri, List<String> uris, String master, SentinelConfig sentinel) {
        return several(bounds, uri, uris)
                .that("master", master.isEmpty(), ONLY_SENTINEL)
                .that("sentinel", sentinel.equals(SentinelConfig.NONE), ONLY_SENTINEL);
    }

    private static Bounds several(Bounds bounds, String uri, List<String> uris) {
        return bounds.that("uri", uri.equals(EMBEDDED), "is for mode standalone; write uris")
                .that(
                        "uris",
                        !uris.isEmpty() && uris.stream().allMatch(Addresses::isBareRedis),
                        "must be redis://host:port or rediss://host:port, at least one, each"
                                + " without user and database")
                .that(
                        "uris",
                        uris.stream().map(RedisConfig::isSecure).distinct().count() < 2,
                        "must all begin with redis:// or all with rediss://");
    }

    private static boolean isOverTls(Mode mode, String uri, List<String> uris) {
        return mode == Mode.STANDALONE
                ? isSecure(uri)
                : uris.stream().allMatch(RedisConfig::isSecure);
    }

    private static boolean isSecure(String uri) {
        return Addresses.isUri(uri, Set.of("rediss"));
    }

    /** Whether there is one server or several. */
    public enum Mode {
        /** One server, which is always the master. */
        STANDALONE,
        /** A master and its replicas, watched by sentinels. */
        SENTINEL,
        /** Several masters that share the keys, each with its replicas. */
        CLUSTER
    }

    /** Whether the gateway runs its own server. */
    public boolean isEmbedded() {
        return mode == Mode.STANDALONE && uri.equals(EMBEDDED);
    }

    /** Whether connections are encrypted. */
    public boolean isOverTls() {
        return isOverTls(mode, uri, uris);
    }

    /** Whether any secret lies in a file, so that {@link #renewed} may differ. */
    public boolean isRenewable() {
        return password.isRenewable() || tls.isRenewable() || sentinel.password().isRenewable();
    }

    /**
     * The same with all secrets as they are now. Reads their files: not for event loops.
     *
     * @throws IllegalArgumentException if certificate and key do not fit each other
     */
    public RedisConfig renewed() {
        return new RedisConfig(
                mode,
                uri,
                uris,
                master,
                user,
                password.renewed(),
                tls.renewed(),
                sentinel.renewed(),
                timeout,
                data);
    }

    /** The address less user and password. */
    @Override
    public String toString() {
        return switch (mode) {
            case STANDALONE -> "Redis at " + Addresses.withoutUser(uri);
            case SENTINEL -> "Redis " + master + " of the sentinels at " + String.join(", ", uris);
            case CLUSTER -> "Redis Cluster of " + String.join(", ", uris);
        };
    }
}
