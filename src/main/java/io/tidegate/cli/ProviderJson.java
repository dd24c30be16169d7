package io.tidegate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.provider.Explanation;
import io.tidegate.provider.Provider;
import java.util.List;

/** Providers as an array of JSON objects. */
final class ProviderJson {

    private static final JsonMapper JSON = new JsonMapper();

    private ProviderJson() {}

    /** The whole array on indented lines. */
    static String write(List<Provider> providers) {
        var array = JSON.createArrayNode();
        for (var provider : providers) {
            var file = provider.file();
            array.addObject()
                    .put("id", file.id())
                    .put("name", file.name())
                    .put("category", file.category())
                    .put("docs", file.docs())
                    .put("secret", file.secret())
                    .put("checked", String.join("; ", new Explanation(provider).checks()))
                    .put("coversBody", new Explanation(provider).coversBody())
                    .put("needsSecret", !provider.needsNoSecret())
                    .put("timeoutSeconds", file.sender().timeout().toSeconds())
                    .put("retries", file.sender().retries())
                    .put("eventId", file.event().id())
                    .put("eventType", file.event().type());
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
