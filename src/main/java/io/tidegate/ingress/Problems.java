package io.tidegate.ingress;

import io.tidegate.event.Refusal;
import io.vertx.core.buffer.Buffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * The answers to requests that are not accepted, as RFC 9457 problem documents with a stable {@code
 * code}. None depends on the request: a sender learns nothing from them about secrets, the store or
 * which check failed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457.html">RFC 9457</a>
 */
final class Problems {

    private static final int RETRY_FIRST_SECONDS = 5;
    private static final int RETRY_LAST_SECONDS = 30;

    /** A defect of the gateway. */
    static final Answer FAILED = problem(500, "TG-INTERNAL", "Internal error", "", "");

    private static final Map<Refusal, Answer[]> REFUSED = refusals();

    private Problems() {}

    /**
     * The answer to a refused request. Where it says when to come back, the time is drawn anew each
     * time, so that senders turned away together do not return together.
     */
    static Answer of(Refusal reason) {
        Answer[] variants = Objects.requireNonNull(REFUSED.get(reason));
        return variants.length == 1
                ? variants[0]
                : variants[ThreadLocalRandom.current().nextInt(variants.length)];
    }

    /**
     * Whatever is wrong with a signature, a timestamp or a token.
     *
     * @param challenge how a sender should prove itself
     */
    static Answer rejected(String challenge) {
        return problem(401, "TG-SIGNATURE", "Not verified", "WWW-Authenticate", challenge);
    }

    /** The answer to a request of another method than these. */
    static Answer wrongMethod(Set<String> allowed) {
        String allow = String.join(", ", new TreeSet<>(allowed));
        return problem(405, "TG-METHOD", "Method not allowed here", "Allow", allow);
    }

    private static Map<Refusal, Answer[]> refusals() {
        var answers = new EnumMap<Refusal, Answer[]>(Refusal.class);
        for (Refusal reason : Refusal.values()) {
            answers.put(reason, variants(reason));
        }
        return answers;
    }

    private static Answer[] variants(Refusal reason) {
        return switch (reason) {
            case MALFORMED -> one(400, "TG-MALFORMED", "Malformed request", "", "");
            case TARGET_TOO_LONG -> one(414, "TG-TARGET", "Request line too long", "", "");
            case HEAD_TOO_LARGE -> one(431, "TG-HEAD", "Header fields too large", "", "");
            case UNKNOWN_SOURCE -> one(404, "TG-UNKNOWN-SOURCE", "No such source", "", "");
            case METHOD -> new Answer[] {wrongMethod(Set.of("POST"))};
            case EXPECTATION -> one(417, "TG-EXPECTATION", "Expectation not supported", "", "");
            case ENCODING -> one(415, "TG-ENCODING", "Body encoded", "Accept-Encoding", "identity");
            case TOO_LARGE -> one(413, "TG-TOO-LARGE", "Body larger than its limit", "", "");
            case TIMEOUT -> one(408, "TG-TIMEOUT", "Body took too long", "", "");
            case OVERLOADED -> retryLater("TG-OVERLOADED", "Too much under way");
            case KEYS_UNAVAILABLE -> retryLater("TG-KEYS-UNAVAILABLE", "Sender's keys unavailable");
            case VISIT_FAILED -> retryLater("TG-VISIT-FAILED", "Visit failed");
            case STORE_FULL -> retryLater("TG-STORE-FULL", "Store full");
            case STORE_UNAVAILABLE -> retryLater("TG-STORE-UNAVAILABLE", "Store unavailable");
        };
    }

    private static Answer[] one(
            int status, String code, String title, String header, String value) {
        return new Answer[] {problem(status, code, title, header, value)};
    }

    private static Answer[] retryLater(String code, String title) {
        return IntStream.rangeClosed(RETRY_FIRST_SECONDS, RETRY_LAST_SECONDS)
                .mapToObj(seconds -> problem(503, code, title, "Retry-After", "" + seconds))
                .toArray(Answer[]::new);
    }

    private static Answer problem(
            int status, String code, String title, String header, String value) {
        String body =
                "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\"}"
                        .formatted(title, status, code);
        return Answer.of(status, "application/problem+json", Buffer.buffer(body), header, value);
    }
}
