package io.tidegate.store;

import io.vertx.core.Future;

/** The part of the store that says, to all gateways, which destinations get nothing for now. */
public interface Pauses {

    /**
     * Has all gateways begin no more attempts at a destination, as soon as they next ask to be
     * {@linkplain ParkedDeliveries#wake woken}. If it is paused already the first reason stands.
     */
    Future<Void> pause(String destination, String reason);

    /** Ends a pause. Returns whether there was one. */
    Future<Boolean> resume(String destination);
}
