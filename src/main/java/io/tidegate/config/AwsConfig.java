package io.tidegate.config;

import java.util.regex.Pattern;

/**
 * Who we are to AWS, with keys that last or that come with a session token.
 *
 * @param region the region of the service, as eu-central-1
 * @param accessKey the id of the access key
 * @param secretKey the secret access key
 * @param sessionToken the token of a session; default none
 */
public record AwsConfig(
        String region, String accessKey, Secret secretKey, @Default("") Secret sessionToken) {

    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern ACCESS_KEY = Pattern.compile("[A-Za-z0-9_]{3,128}");

    public AwsConfig {
        new Bounds()
                .that(
                        "region",
                        REGION.matcher(region).matches(),
                        "must be a region, as eu-central-1")
                .that(
                        "accessKey",
                        ACCESS_KEY.matcher(accessKey).matches(),
                        "must be the id of an access key, as AKIAIOSFODNN7EXAMPLE")
                .that("secretKey", secretKey.isPresent(), "must not be empty")
                .check();
    }
}
