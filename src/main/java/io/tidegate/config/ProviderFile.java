package io.tidegate.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One provider as its file {@code config/providers/<id>.yaml} describes it.
 *
 * @param id the name of the file, and of the provider in the configuration
 * @param name the provider's own name
 * @param category what it is for, a word of the catalogue
 * @param docs the page on which the facts rest
 * @param secret where a person finds the secret
 * @param verify the ways to verify, tried in order until one is genuine
 * @param event where the event's id and type are
 * @param handshake the questions that the provider asks about the address
 * @param respond what the provider wants to hear about an accepted event
 * @param sender how the provider behaves
 * @param sample a request to try it with
 */
public record ProviderFile(
        String id,
        String name,
        @Default("other") String category,
        String docs,
        @Default("") String secret,
        List<VerifyConfig> verify,
        EventConfig event,
        List<HandshakeConfig> handshake,
        RespondConfig respond,
        SenderConfig sender,
        SampleConfig sample) {

    /** What stands for a provider where a source says itself how requests are verified. */
    public static ProviderFile custom(List<VerifyConfig> verify) {
        return new ProviderFile(
                "custom",
                "Custom",
                "other",
                "",
                "",
                verify,
                new EventConfig("", ""),
                List.of(),
                new RespondConfig(202, "application/json", ""),
                new SenderConfig(Duration.ofSeconds(10), ""),
                new SampleConfig(Map.of(), "{}"));
    }

    /**
     * Where the event's id and type are, in the words of {@link VerifyConfig}; several values make
     * one as a template, <code>{json:/a}-{json:/b}</code>.
     *
     * @param id where the id is; default nowhere, and then a hash of the body stands in
     * @param type where the type is; default nowhere
     */
    public record EventConfig(@Default("") String id, @Default("") String type) {}

    /**
     * A question about the address.
     *
     * @param when the values that tell such a request, each by where it is; {@code "*"} is any
     * @param verified whether the question is signed as an event is; default true
     * @param respond the answer
     */
    public record HandshakeConfig(
            Map<String, String> when, @Default("true") boolean verified, RespondConfig respond) {}

    /**
     * An answer.
     *
     * @param status the HTTP status; default 202
     * @param contentType the media type; default application/json
     * @param body a template of the body, whose values must be plain tokens; default our own
     */
    public record RespondConfig(
            @Default("202") int status,
            @Default("application/json") String contentType,
            @Default("") String body) {}

    /**
     * How the provider behaves.
     *
     * @param timeout how long it waits for an answer; default 10s
     * @param retries what it does when it gets none, for people
     */
    public record SenderConfig(@Default("10s") Duration timeout, @Default("") String retries) {}

    /**
     * A request to try the provider with.
     *
     * <p>In both, <code>{id}</code> is a new id, <code>{seconds}</code> and <code>{millis}</code>
     * the time.
     *
     * @param headers header fields besides those of the signature
     * @param body the body
     */
    public record SampleConfig(Map<String, String> headers, @Default("{}") String body) {}
}
