package io.tidegate.action;

import io.tidegate.event.Delivery;
import io.tidegate.event.Headers;
import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The header fields that a sender's request hands on to a destination: never those about the
 * connection, about trust, or that only we may set; of the others those that the operator lets
 * pass.
 */
final class OutboundHeaders {

    /** True of the body that was received, and not of one that was made of it. */
    static final Set<String> ABOUT_THE_BODY =
            Set.of("content-type", "content-encoding", "content-md5", "digest", "content-digest");

    /**
     * About one connection (RFC 9110, 7.6.1), about its body's framing, credentials, or what a
     * server behind us might take for the word of its own proxy.
     */
    private static final Set<String> DROPPED =
            Set.of(
                    "connection",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "http2-settings",
                    "expect",
                    "host",
                    "content-length",
                    "accept-encoding",
                    "cookie",
                    "authorization",
                    "forwarded",
                    "x-real-ip",
                    "x-client-ip",
                    "x-cluster-client-ip",
                    "true-client-ip",
                    "cf-connecting-ip",
                    "fastly-client-ip",
                    "x-original-url",
                    "x-rewrite-url",
                    "x-http-method",
                    "x-http-method-override",
                    "x-method-override");

    private static final List<String> DROPPED_PREFIXES =
            List.of("proxy-", "x-forwarded", "webhook-", "tidegate-");

    private final Predicate<String> isForwarded;

    /**
     * Fields of these names, or that begin as those that end in a star; all if there are none.
     *
     * @param forward names in any case
     */
    OutboundHeaders(List<String> forward) {
        var names = forward.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
        isForwarded = name -> names.isEmpty() || names.stream().anyMatch(form -> fits(form, name));
    }

    private static boolean fits(String form, String name) {
        return form.endsWith("*")
                ? name.startsWith(form.substring(0, form.length() - 1))
                : name.equals(form);
    }

    /** The fields that pass, for a payload that may not be the sender's body any more. */
    MultiMap of(Delivery delivery) {
        return kept(delivery, isForwarded);
    }

    /** All that may ever pass, for a payload that may not be the sender's body any more. */
    static MultiMap kept(Delivery delivery) {
        return kept(delivery, name -> true);
    }

    private static MultiMap kept(Delivery delivery, Predicate<String> isForwarded) {
        var fields = MultiMap.caseInsensitiveMultiMap();
        copy(delivery, isForwarded, fields);
        if (delivery.isTransformed()) {
            fields.set("content-type", "application/json");
        }
        return fields;
    }

    private static void copy(Delivery delivery, Predicate<String> isForwarded, MultiMap to) {
        Headers from = delivery.stored().event().headers();
        var alsoDropped = new HashSet<String>();
        from.all("connection").forEach(names -> addNames(names, alsoDropped));
        from.forEach(
                (name, value) -> {
                    String lower = name.toLowerCase(Locale.ROOT);
                    if (mayPass(lower)
                            && isForwarded.test(lower)
                            && !alsoDropped.contains(lower)
                            && !(delivery.isTransformed() && ABOUT_THE_BODY.contains(lower))) {
                        to.add(name, value);
                    }
                });
    }

    private static void addNames(String list, Set<String> names) {
        for (String name : list.split(",", -1)) {
            names.add(name.strip().toLowerCase(Locale.ROOT));
        }
    }

    private static boolean mayPass(String name) {
        return !DROPPED.contains(name) && DROPPED_PREFIXES.stream().noneMatch(name::startsWith);
    }
}
