package io.tidegate.verify.key;

import io.tidegate.event.Headers;
import io.tidegate.event.KeyRequest;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a provider publishes keys.
 *
 * @param url the address, which may follow from the request
 * @param pin what the whole address must match: only the provider's own addresses do
 * @param headers what to send along, by name
 * @param body what to POST; a template without text to GET
 * @param grant what must be shown there; empty if keys are given to anybody
 */
public record KeyPlace(
        Template url,
        Pattern pin,
        Map<String, Template> headers,
        Template body,
        Optional<TokenGrant> grant) {

    public KeyPlace {
        headers = Map.copyOf(headers);
    }

    /** What to ask for; empty if a value that it is made of is not there. */
    Optional<KeyRequest> request(Evidence evidence) {
        var fields = new ArrayList<String>();
        for (var header : headers.entrySet()) {
            Optional<String> value = header.getValue().in(evidence);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            fields.addAll(List.of(header.getKey(), value.get()));
        }
        Optional<String> text = body.in(evidence);
        return url.in(evidence)
                .flatMap(to -> text.map(it -> new KeyRequest(to, Headers.of(fields), it)));
    }

    /** Whether the provider may publish keys there. */
    boolean holds(KeyRequest request) {
        return pin.matcher(request.url()).matches();
    }
}
