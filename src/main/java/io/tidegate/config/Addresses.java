package io.tidegate.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be told of an address from its text alone, without asking the network. */
final class Addresses {

    /** The largest TCP port. */
    static final int MAX_PORT = 65535;

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?[0:]*:0*1]?");
    private static final Pattern BARE_REDIS = Pattern.compile("rediss?://[^/@?#]+/?");
    private static final Pattern USER = Pattern.compile("//[^/@]*@");

    private Addresses() {}

    /** Whether only this machine can reach what listens on {@code host}. */
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether {@code text} is an absolute URI with a host and one of these schemes. */
    static boolean isUri(String text, Set<String> schemes) {
        return parse(text)
                .filter(it -> it.getScheme() != null)
                .filter(it -> schemes.contains(it.getScheme().toLowerCase(Locale.ROOT)))
                // The authority, because names such as my_service are no host by the book.
                .filter(it -> it.getRawAuthority() != null && it.getPort() <= MAX_PORT)
                .isPresent();
    }

    /** Whether {@code text} is a URI whose host is none by the book, as {@code my_service}. */
    static boolean isUriOfOddHost(String text) {
        return parse(text).filter(it -> it.getHost() == null).isPresent();
    }

    /** Whether {@code text} is the URI of a Redis server. */
    static boolean isRedis(String text) {
        return isUri(text, Set.of("redis", "rediss")) || text.startsWith("unix:/");
    }

    /** Whether {@code text} is the URI of a Redis server and nothing but host and port. */
    static boolean isBareRedis(String text) {
        return BARE_REDIS.matcher(text).matches() && isRedis(text);
    }

    /** Whether {@code uri} holds a user or password. */
    static boolean hasUser(String uri) {
        return USER.matcher(uri).find();
    }

    /** The same URI less user and password, to be shown. */
    static String withoutUser(String uri) {
        return USER.matcher(uri).replaceAll("//***@");
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException notOne) {
            return Optional.empty();
        }
    }
}
