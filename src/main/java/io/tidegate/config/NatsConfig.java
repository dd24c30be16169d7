package io.tidegate.config;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Publishes a message on a subject of NATS, acknowledged by the JetStream stream that keeps it.
 *
 * @param servers where the cluster is found, as {@code nats://host:4222}, or {@code tls} for TLS;
 *     at least one
 * @param subject the subject, which a stream must capture; may hold {id}, {source}, {type},
 *     {provider}
 * @param user the user's name; default none
 * @param password the user's password; default none
 * @param token a token in place of user and password; default none
 */
public record NatsConfig(
        List<String> servers,
        EventTemplate subject,
        @Default("") String user,
        @Default("") Secret password,
        @Default("") Secret token) {

    private static final Set<String> SCHEMES = Set.of("nats", "tls");
    private static final Pattern SUBJECT = Pattern.compile("[^\\s*>\\p{Cntrl}]+");

    public NatsConfig {
        servers = List.copyOf(servers);
        new Bounds()
                .that(
                        "servers",
                        !servers.isEmpty()
                                && servers.stream().allMatch(it -> Addresses.isUri(it, SCHEMES)),
                        "must be nats://host:port or tls://host:port, at least one")
                .that(
                        "servers",
                        servers.stream().noneMatch(Addresses::hasUser),
                        "must not hold a user or password; write user and password beside it")
                .that(
                        "servers",
                        servers.stream().noneMatch(Addresses::isUriOfOddHost),
                        "must have hosts of letters, digits, '.' and '-', since the client of NATS"
                                + " takes no others")
                .that(
                        "subject",
                        isSubject(subject.fill(name -> "x")),
                        "must be words with single dots between, without spaces, '*' and '>'")
                .that(
                        "password",
                        user.isEmpty() == !password.isPresent(),
                        "user and password need each other")
                .that(
                        "token",
                        user.isEmpty() || !token.isPresent(),
                        "must not stand beside user and password")
                .check();
    }

    private static boolean isSubject(String text) {
        return SUBJECT.matcher(text).matches() && !("." + text + ".").contains("..");
    }
}
