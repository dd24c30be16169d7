package io.tidegate.config;

import java.util.List;

/**
 * An entrance.
 *
 * @param provider the id of the provider in the catalogue; default none, and then {@code verify}
 *     says it all
 * @param verify how requests are verified, in the words of a provider file; in place of a provider
 * @param secrets the secrets shared with the sender, all of which are tried; default none
 * @param maxBody the largest body; default 0, which means the public port's
 */
public record SourceConfig(
        @Default("") String provider,
        List<VerifyConfig> verify,
        List<Secret> secrets,
        @Default("0") ByteSize maxBody) {}
