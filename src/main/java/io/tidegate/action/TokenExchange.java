package io.tidegate.action;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** One question for a token and its answer, limited in size and time. */
final class TokenExchange {

    private static final int MAX_ANSWER_BYTES = 64 << 10;
    private static final long MAX_MILLIS = 10_000;
    private static final int OK = 200;

    private final HttpLink link;
    private final HttpTarget target;
    private final HttpMessage message;
    private final Buffer answer = Buffer.buffer();
    private Optional<HttpClientRequest> open = Optional.empty();
    private boolean isOver;

    TokenExchange(HttpLink link, HttpTarget target, HttpMessage message) {
        this.link = link;
        this.target = target;
        this.message = message;
    }

    /** The body of the answer; fails with {@link TokenFailure} or what went wrong on the way. */
    Future<Buffer> run() {
        var answered = link.open(target, message).compose(this::send).compose(this::read);
        return link.inTime(answered, MAX_MILLIS)
                .recover(cause -> Future.failedFuture(explain(cause)))
                .onComplete(done -> end());
    }

    /** The limit of a delivery must not be named as the limit that was reached here. */
    private static Throwable explain(Throwable cause) {
        return cause instanceof TimeoutException
                ? new TokenFailure("token server is too slow")
                : cause;
    }

    private Future<HttpClientResponse> send(HttpClientRequest request) {
        open = Optional.of(request);
        request.exceptionHandler(lost -> {});
        if (isOver) {
            end();
            return Future.failedFuture("over");
        }
        return request.send(Buffer.buffer(message.body()));
    }

    private Future<Buffer> read(HttpClientResponse response) {
        response.exceptionHandler(lost -> {});
        if (response.statusCode() != OK) {
            return Future.failedFuture(
                    new TokenFailure("token server says " + response.statusCode()));
        }
        Promise<Buffer> whole = Promise.promise();
        response.exceptionHandler(whole::tryFail)
                .handler(part -> take(part, whole))
                .endHandler(end -> whole.tryComplete(answer));
        return whole.future();
    }

    private void take(Buffer part, Promise<Buffer> whole) {
        if (answer.length() + part.length() > MAX_ANSWER_BYTES) {
            whole.tryFail(new TokenFailure("token server says too much"));
        } else {
            answer.appendBuffer(part);
        }
    }

    /** Closes what is still open; to what has ended that does nothing. */
    private void end() {
        isOver = true;
        open.ifPresent(HttpClientRequest::reset);
        open = Optional.empty();
    }
}
