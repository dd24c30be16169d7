package io.tidegate.action;

import io.tidegate.event.Excerpt;
import io.tidegate.event.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * One request and its answer. The status decides; the answer's body is read so that the connection
 * can be used again, and a long one costs the connection instead of our memory. Its beginning is
 * kept if the delivery failed.
 *
 * <p>Used on the event loop that owns the action.
 */
final class HttpExchange {

    private static final int MAX_ANSWER_BYTES = 64 << 10;

    private final HttpMessage message;
    private final InstantSource clock;
    private final Promise<Void> answered = Promise.promise();
    private final Buffer beginning = Buffer.buffer();
    private Optional<HttpClientRequest> open = Optional.empty();
    private Optional<Outcome> byStatus = Optional.empty();
    private boolean isWritten;
    private boolean isOver;
    private int answerBytes;
    private int status;

    HttpExchange(HttpMessage message, InstantSource clock) {
        this.message = message;
        this.clock = clock;
    }

    /** Sends the request and completes when the answer has been read, or enough of it. */
    Future<Outcome> send(HttpClientRequest request) {
        open = Optional.of(request);
        // What fails before the answer fails the future, too; what fails behind it is told here,
        // or Vert.x would log it as an error that nobody has looked at.
        request.exceptionHandler(failure -> answered.tryComplete());
        if (isOver) {
            // A connection came free after the time was up.
            end();
            return Future.failedFuture("over");
        }
        isWritten = true;
        var answer =
                message.isBodiless() ? request.send() : request.send(Buffer.buffer(message.body()));
        return answer.compose(this::judge);
    }

    private Future<Outcome> judge(HttpClientResponse response) {
        status = response.statusCode();
        var outcome =
                Answer.outcome(
                        status,
                        Optional.ofNullable(response.getHeader("retry-after")),
                        clock.instant());
        byStatus = Optional.of(outcome);
        response.handler(this::count)
                .exceptionHandler(failure -> answered.tryComplete())
                .endHandler(end -> leaveOpen());
        return answered.future().map(done -> outcome.answered(excerpt()));
    }

    /** The beginning of the answer, as far as it has come. */
    Excerpt excerpt() {
        return Excerpt.of(beginning.getBytes());
    }

    /** The status of the answer; 0 if there was none. */
    int status() {
        return status;
    }

    private void count(Buffer part) {
        answerBytes += part.length();
        if (beginning.length() < Excerpt.MAX_BYTES) {
            beginning.appendBuffer(part);
        }
        if (answerBytes > MAX_ANSWER_BYTES) {
            answered.tryComplete();
        }
    }

    private void leaveOpen() {
        open = Optional.empty();
        answered.tryComplete();
    }

    /** What the exchange came to although it failed: the status counts, if there was one. */
    Outcome outcomeDespite(Throwable cause, Duration timeout) {
        if (cause instanceof IllegalArgumentException && !isWritten) {
            // A header field of the event or of the configuration that HTTP does not allow.
            return Outcome.dead("request cannot be written");
        }
        return byStatus.map(outcome -> outcome.answered(excerpt()))
                .orElseGet(() -> Outcome.retry(Failure.reason(cause, timeout)));
    }

    /** Resets what is not over yet. */
    void end() {
        isOver = true;
        open.ifPresent(HttpClientRequest::reset);
        open = Optional.empty();
    }
}
