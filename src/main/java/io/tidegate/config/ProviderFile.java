package io.tidegate.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One provider as its file {@code config/providers/<id>.yaml} describes it.
 *
 * @param id the name of the file, and of the provider in the configuration
 * @param name the provider's own name
 * @param category what it is for, a word of the catalogue
 * @param docs the page on which the facts rest
 * @param secret where a person finds the secret
 * @param settings what else a source must be told, by name; the file refers to it as {@code $name}
 * @param verify the ways to verify, tried in order until one is genuine
 * @param event where the event's id and type are
 * @param methods the HTTP methods of events; default POST
 * @param compressed whether bodies may be compressed; they are kept as they came; default false
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
        Map<String, SettingConfig> settings,
        List<VerifyConfig> verify,
        EventConfig event,
        List<String> methods,
        @Default("false") boolean compressed,
        List<HandshakeConfig> handshake,
        RespondConfig respond,
        SenderConfig sender,
        SampleConfig sample) {

    public ProviderFile {
        methods = methods.isEmpty() ? List.of("POST") : List.copyOf(methods);
    }

    /** What stands for a provider where a source says itself how requests are verified. */
    public static ProviderFile custom(List<VerifyConfig> verify) {
        return new ProviderFile(
                "custom",
                "Custom",
                "other",
                "",
                "",
                Map.of(),
                verify,
                new EventConfig("", "", false, false),
                List.of(),
                false,
                List.of(),
                new RespondConfig(202, Map.of(), "application/json", ""),
                new SenderConfig(Duration.ofSeconds(10), Duration.ZERO, false, ""),
                new SampleConfig("POST", "", "application/json", Map.of(), Map.of(), "{}"));
    }

    /**
     * What a source must be told besides secrets.
     *
     * @param about what it is and where a person finds it
     * @param example what it looks like
     * @param byDefault what it is where a source does not say; default it must say
     */
    public record SettingConfig(
            String about,
            @Default("") String example,
            @Key("default") @Nullable String byDefault) {}

    /**
     * Where the event's id and type are, in the words of {@link VerifyConfig}; several values make
     * one as a template, <code>{json:/a}-{json:/b}</code>.
     *
     * @param id where the id is; default nowhere, and then a hash of the body stands in
     * @param type where the type is; default nowhere
     * @param varies whether bytes may change, a counter or a time, when the sender repeats an
     *     event, while the id surely names one event only; so that other bytes under a known id are
     *     a repeat; default false, and then they are delivered
     * @param bytes whether an event with the bytes of another is a duplicate although its id
     *     differs; only where the signature does not cover the id and no two events have the same
     *     bytes; default false
     */
    public record EventConfig(
            @Default("") String id,
            @Default("") String type,
            @Default("false") boolean varies,
            @Default("false") boolean bytes) {}

    /**
     * A question about the address.
     *
     * @param methods the HTTP methods with which it is asked; default POST
     * @param when the values that tell such a request, each by where it is; {@code "*"} is any,
     *     {@code "!"} is none, {@code $name} is a setting
     * @param check what the request must show, a template by where it is, such as the agreed token
     *     in {@code query:hub.verify_token}; else it is refused
     * @param verified whether the question is signed as an event is; default true
     * @param guard a regular expression for the caller's text that the answer is made of; default
     *     up to 512 letters, digits and {@code _.~-}
     * @param respond the answer
     * @param capture where the provider hands over the secret of the source; default nowhere
     * @param visit an address that the provider wants to see fetched
     */
    public record HandshakeConfig(
            List<String> methods,
            Map<String, String> when,
            Map<String, String> check,
            @Default("true") boolean verified,
            @Default("") String guard,
            RespondConfig respond,
            @Default("") String capture,
            VisitConfig visit) {

        public HandshakeConfig {
            methods = methods.isEmpty() ? List.of("POST") : List.copyOf(methods);
        }
    }

    /**
     * An address that a handshake wants to see fetched.
     *
     * @param url where the request has it; default nowhere
     * @param pin a regular expression that the whole address must match
     */
    public record VisitConfig(@Default("") String url, @Default("") String pin) {}

    /**
     * An answer.
     *
     * @param status the HTTP status; default 202
     * @param headers further header fields, templates by name
     * @param contentType the media type; default application/json
     * @param body a template of the body, whose values must be plain tokens; default our own
     */
    public record RespondConfig(
            @Default("202") int status,
            Map<String, String> headers,
            @Default("application/json") String contentType,
            @Default("") String body) {}

    /**
     * How the provider behaves.
     *
     * @param timeout how long it waits for an answer; default 10s
     * @param retryFor for how long it may send an event again; the usual dedup window; default 0s,
     *     which means that it is not known
     * @param once whether it never sends an event again that got no good answer, so that such
     *     events are let in longest when memory becomes short; default false
     * @param retries what it does when it gets no good answer, for people
     */
    public record SenderConfig(
            @Default("10s") Duration timeout,
            @Default("0s") Duration retryFor,
            @Default("false") boolean once,
            @Default("") String retries) {}

    /**
     * A request to try the provider with.
     *
     * <p>In all of it, <code>{id}</code> is a new id, <code>{number}</code> one of digits only,
     * <code>{seconds}</code>, <code>{millis}</code> and <code>{iso}</code> the time. In a body,
     * <code>{signature}</code> is where the signature goes, if that is where the provider puts it.
     *
     * @param method the HTTP method; default POST
     * @param query the query, without its question mark
     * @param contentType the media type; default application/json
     * @param headers header fields besides those of the signature
     * @param fields what stands beside the signature, besides the time: fields of a list, claims of
     *     a token, members of the header of a web signature
     * @param body the body
     */
    public record SampleConfig(
            @Default("POST") String method,
            @Default("") String query,
            @Default("application/json") String contentType,
            Map<String, String> headers,
            Map<String, String> fields,
            @Default("{}") String body) {}
}
