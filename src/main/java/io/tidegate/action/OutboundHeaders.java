package io.tidegate.action;

import io.tidegate.config.DestinationConfig.HttpConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.Headers;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The header fields of an outgoing request: the sender's own, less those that are about the
 * connection, about trust, or that only we may set; then ours; then the configured ones, which win.
 */
final class OutboundHeaders {

    /** About one connection (RFC 9110, 7.6.1), about its body's framing, or credentials. */
    private static final Set<String> DROPPED =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-connection",
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
                    "forwarded");

    private static final List<String> DROPPED_PREFIXES =
            List.of("proxy-", "x-forwarded", "webhook-", "tidegate-");

    /** True of the body that was received, and not of one that a transform made. */
    private static final Set<String> ABOUT_THE_BODY =
            Set.of("content-type", "content-encoding", "content-md5", "digest", "content-digest");

    private final HttpConfig config;
    private final Optional<Signer> signer;

    OutboundHeaders(HttpConfig config) {
        this.config = config;
        this.signer =
                config.sign().isPresent()
                        ? Optional.of(new Signer(config.sign()))
                        : Optional.empty();
    }

    /** The fields of one attempt made {@code now}. */
    MultiMap of(Delivery delivery, Instant now) {
        Event event = delivery.stored().event();
        var fields = kept(delivery);
        fields.set("webhook-id", delivery.id().toString());
        fields.set("webhook-timestamp", Long.toString(now.getEpochSecond()));
        signer.ifPresent(by -> fields.set("webhook-signature", by.sign(delivery, now)));
        fields.set("tidegate-source", event.source());
        fields.set("tidegate-type", event.type());
        fields.set("tidegate-attempt", Integer.toString(delivery.attempt()));
        Chain.written(event).ifPresent(chain -> fields.set(Chain.HEADER, chain));
        fields.set("tidegate-received-at", event.receivedAt().toString());
        config.headers().forEach((name, value) -> fields.set(name, value.value()));
        return fields;
    }

    /** The sender's own fields, less what may not leave; about the payload if it is another. */
    static MultiMap kept(Delivery delivery) {
        var fields = MultiMap.caseInsensitiveMultiMap();
        copy(delivery.stored().event().headers(), delivery.isTransformed(), fields);
        if (delivery.isTransformed()) {
            fields.set("content-type", "application/json");
        }
        return fields;
    }

    private static void copy(Headers from, boolean isTransformed, MultiMap to) {
        var alsoDropped = new HashSet<String>();
        from.all("connection").forEach(names -> addNames(names, alsoDropped));
        from.forEach(
                (name, value) -> {
                    String lower = name.toLowerCase(Locale.ROOT);
                    if (mayPass(lower)
                            && !alsoDropped.contains(lower)
                            && !(isTransformed && ABOUT_THE_BODY.contains(lower))) {
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
