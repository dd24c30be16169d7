package io.tidegate.config;

import java.util.List;

/**
 * An entrance.
 *
 * @param provider the id of the provider in the catalogue; default none, and then {@code verify}
 *     says it all
 * @param verify how requests are verified, in the words of a provider file; in place of a provider
 * @param secrets the secrets shared with the sender, all of which are tried; at least 8 characters
 *     each; default none
 * @param maxBody the largest body; default 0, which means the public port's; at most 512MiB
 */
public record SourceConfig(
        @Default("") String provider,
        List<VerifyConfig> verify,
        List<Secret> secrets,
        @Default("0") ByteSize maxBody) {

    /** Shorter ones are guessed by trying; some providers hand out no more than this. */
    private static final int SHORTEST_SECRET = 8;

    public SourceConfig {
        verify = List.copyOf(verify);
        secrets = List.copyOf(secrets);
        new Bounds()
                .that(
                        provider.isEmpty() != verify.isEmpty(),
                        "needs either provider, as provider: github, or verify, as"
                                + " verify: {scheme: hmac, header: X-Signature}, and not both")
                .that(
                        "secrets",
                        secrets.stream().allMatch(it -> it.value().length() >= SHORTEST_SECRET),
                        "must each have at least " + SHORTEST_SECRET + " characters")
                .between("maxBody", maxBody, new ByteSize(0), PublicConfig.LARGEST_BODY)
                .check();
    }
}
