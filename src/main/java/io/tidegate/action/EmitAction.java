package io.tidegate.action;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.EmitConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.event.Headers;
import io.tidegate.event.Outcome;
import io.tidegate.event.TraceParent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * Makes a new event of the payload, on a source of our own, from where routes take it on. Delivered
 * means that it is stored like any other.
 *
 * <p>Its dedup key is the same at every attempt, so that of an event that was stored twice, because
 * the first answer was lost, only one is routed.
 */
final class EmitAction implements Action {

    private final EmitConfig config;
    private final Duration timeout;
    private final Context loop;
    private final InstantSource clock;
    private final Outlet outlet;

    EmitAction(Actions actions, EmitConfig emit, DestinationConfig destination, Outlet outlet) {
        this.config = emit;
        this.timeout = destination.timeout();
        this.loop = actions.vertx().getOrCreateContext();
        this.clock = actions.clock();
        this.outlet = outlet;
    }

    @Override
    public Future<Outcome> attempt(Delivery delivery) {
        Chain chain = Chain.of(delivery.stored().event());
        if (chain.steps().size() >= config.maxHops()) {
            return Future.succeededFuture(
                    Outcome.dead("limit of " + config.maxHops() + " hops reached"));
        }
        var stored = outlet.append(emitted(delivery, chain.then(delivery)));
        return Late.inTime(loop, stored, timeout.toMillis())
                .map(id -> Outcome.delivered())
                .otherwise(this::outcomeOf);
    }

    private Event emitted(Delivery delivery, Chain chain) {
        return new Event(
                config.source(),
                Chain.PROVIDER,
                Places.fill(config.type(), delivery, UnaryOperator.identity()),
                delivery.id() + "." + delivery.destination(),
                clock.instant(),
                headers(delivery, chain),
                delivery.payload());
    }

    private static Headers headers(Delivery delivery, Chain chain) {
        var fields = new ArrayList<>(List.of(Chain.HEADER, chain.toString()));
        Attributes.contentType(delivery)
                .ifPresent(type -> fields.addAll(List.of(Attributes.CONTENT_TYPE, type)));
        TraceParent.of(delivery.stored().event().headers())
                .ifPresent(it -> fields.addAll(List.of(TraceParent.HEADER, it.toString())));
        return Headers.of(fields);
    }

    private Outcome outcomeOf(Throwable cause) {
        return Outcome.retry(
                cause instanceof TimeoutException
                        ? Failure.reason(cause, timeout)
                        : "event cannot be stored");
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
