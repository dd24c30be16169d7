package io.tidegate.config;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sends one mail for each event through an SMTP server.
 *
 * @param uri the server, as {@code smtp://host:587}, or {@code smtps://host:465} for TLS from the
 *     first byte
 * @param startTls whether a connection of {@code smtp} must, may or never does change to TLS;
 *     default required
 * @param user the user's name; default none
 * @param password the user's password; default none
 * @param from the sender's address
 * @param to the receivers' addresses, 1 to 100
 * @param subject the subject; may hold {id}, {source}, {type}, {provider}, {receivedAt}; default
 *     {source}: {type}
 * @param text the text; may hold the same; the default tells what is known of the event
 * @param attach whether the payload is attached; default false
 */
public record EmailConfig(
        String uri,
        @Default("required") StartTls startTls,
        @Default("") String user,
        @Default("") Secret password,
        String from,
        List<String> to,
        @Default("{source}: {type}") EventTemplate subject,
        @Default("Event {id} of type '{type}' came from {source} ({provider}) at {receivedAt}.")
                EventTemplate text,
        @Default("false") boolean attach) {

    private static final Set<String> SCHEMES = Set.of("smtp", "smtps");
    private static final int MOST_RECEIVERS = 100;
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>,;\"@\\p{Cntrl}]{1,64}@[^\\s<>,;\"@\\p{Cntrl}]{1,255}");

    public EmailConfig {
        to = List.copyOf(to);
        new Bounds()
                .that(
                        "uri",
                        Addresses.isUri(uri, SCHEMES),
                        "must be smtp://host:port or smtps://host:port")
                .that(
                        "uri",
                        !Addresses.hasUser(uri),
                        "must not hold a user or password; write user and password beside it")
                .that(
                        "password",
                        user.isEmpty() == !password.isPresent(),
                        "user and password need each other")
                .that("from", isAddress(from), "must be an address, as tidegate@example.com")
                .that(
                        "to",
                        !to.isEmpty()
                                && to.size() <= MOST_RECEIVERS
                                && to.stream().allMatch(EmailConfig::isAddress),
                        "must be 1 to 100 addresses, as ops@example.com")
                .check();
    }

    private static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** Whether a connection changes to TLS before anything is said. */
    public enum StartTls {
        /** A server that does not offer it gets nothing. */
        REQUIRED,
        /** If the server offers it; somebody in between can hide the offer. */
        OPTIONAL,
        /** Never; for a server on the same machine. */
        OFF
    }
}
