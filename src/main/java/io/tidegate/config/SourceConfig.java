package io.tidegate.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An entrance.
 *
 * @param provider the id of the provider in the catalogue; default none, and then {@code verify}
 *     says it all
 * @param verify how requests are verified, in the words of a provider file; in place of a provider
 * @param secrets the secrets shared with the sender, all of which are tried; at least 8 characters
 *     each; default none
 * @param settings what else the provider needs to be told, by name; {@code tidegate providers ID}
 *     lists it; default nothing
 * @param url the address that the sender was given, without a query, for senders that sign it;
 *     default https, the Host header and the path of each request
 * @param dedup when an event is a duplicate of one before
 * @param maxBody the largest body; default 0, which means the public port's; at most 512MiB
 * @param labels words by which routes can name several sources, as {@code label:payments}; default
 *     none
 * @param internal whether only {@code emit} reaches it, so that it has no entrance, no provider and
 *     no secrets; default false
 * @param trustTrace whether traces go on that its sender began, and are recorded if it says so, as
 *     of services of one's own; else each request begins one with a link; default false
 */
public record SourceConfig(
        @Default("") String provider,
        List<VerifyConfig> verify,
        List<Secret> secrets,
        Map<String, String> settings,
        @Default("") String url,
        DedupConfig dedup,
        @Default("0") ByteSize maxBody,
        List<String> labels,
        @Default("false") boolean internal,
        @Default("false") boolean trustTrace) {

    /** Shorter ones are guessed by trying; some providers hand out no more than this. */
    private static final int SHORTEST_SECRET = 8;

    private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public SourceConfig {
        verify = List.copyOf(verify);
        secrets = List.copyOf(secrets);
        settings = Map.copyOf(settings);
        labels = List.copyOf(labels);
        new Bounds()
                .that(
                        "internal",
                        !internal || isBare(provider, verify, secrets, settings),
                        "must stand alone, since nobody sends requests to such a source")
                .that(
                        internal || provider.isEmpty() != verify.isEmpty(),
                        "needs either provider, as provider: github, or verify, as"
                                + " verify: {scheme: hmac, header: X-Signature}, and not both")
                .that(
                        "secrets",
                        secrets.stream().allMatch(it -> it.value().length() >= SHORTEST_SECRET),
                        "must each have at least " + SHORTEST_SECRET + " characters")
                .that(
                        "url",
                        url.isEmpty() || url.matches("https?://[^\\s?#]+"),
                        "must be an address such as https://hooks.example.com/in/shop, without a"
                                + " query")
                .between("maxBody", maxBody, new ByteSize(0), PublicConfig.LARGEST_BODY)
                .that(
                        "labels",
                        labels.stream().allMatch(it -> LABEL.matcher(it).matches()),
                        "must each have 1 to 63 of a-z, 0-9 and -, and not begin with -")
                .check();
    }

    private static boolean isBare(
            String provider,
            List<VerifyConfig> verify,
            List<Secret> secrets,
            Map<String, String> settings) {
        return provider.isEmpty() && verify.isEmpty() && secrets.isEmpty() && settings.isEmpty();
    }
}
