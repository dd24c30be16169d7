package io.tidegate.verify;

import static java.time.Instant.EPOCH;

import io.tidegate.event.Headers;
import io.tidegate.event.InboundRequest;
import io.tidegate.event.Reply;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Template;
import io.tidegate.verify.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How an answer is made, to a handshake or to an event.
 *
 * @param status the HTTP status
 * @param headers the header fields, by name
 * @param contentType the media type; empty if there is no body
 * @param body the body
 * @param guard what the caller's text must match that the answer is made of
 */
public record ReplyForm(
        int status,
        Map<String, Template> headers,
        String contentType,
        Template body,
        Pattern guard) {

    private static final Evidence NOTHING_ASKED =
            Evidence.of(new InboundRequest("POST", "/", Headers.none(), new byte[0], EPOCH));

    public ReplyForm {
        headers = Map.copyOf(headers);
    }

    /** Whether it is the same whatever is asked. */
    public boolean isFixed() {
        return body.values().isEmpty()
                && headers.values().stream().allMatch(it -> it.values().isEmpty());
    }

    /** The answer to what anybody asks; without fields and a body if it is not the same for all. */
    public Reply fixed() {
        var bare = new Reply(status, "", Headers.none(), new byte[0]);
        return isFixed() ? make(NOTHING_ASKED).orElse(bare) : bare;
    }

    /** The answer; empty if a text of the caller's is absent or more than the guard allows. */
    public Optional<Reply> make(Evidence evidence) {
        boolean isSafe =
                isGuarded(body, evidence)
                        && headers.values().stream().allMatch(it -> isGuarded(it, evidence));
        Optional<byte[]> bytes = isSafe ? body.bytes(evidence) : Optional.empty();
        return bytes.flatMap(
                it -> fields(evidence).map(fields -> new Reply(status, contentType, fields, it)));
    }

    private Optional<Headers> fields(Evidence evidence) {
        var fields = new ArrayList<String>();
        for (var header : headers.entrySet()) {
            Optional<String> value = header.getValue().in(evidence);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            fields.addAll(List.of(header.getKey(), value.get()));
        }
        return Optional.of(Headers.of(fields));
    }

    /** Looks at what comes from the caller, however deep inside functions. */
    private boolean isGuarded(Value value, Evidence evidence) {
        if (value.isOurs()) {
            return true;
        }
        if (!value.parts().isEmpty() && !value.isUnwrapped()) {
            return value.parts().stream().allMatch(part -> isGuarded(part, evidence));
        }
        return value.in(evidence).filter(it -> guard.matcher(it).matches()).isPresent();
    }
}
