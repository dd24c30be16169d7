package io.tidegate.config;

/**
 * How we log in to the sentinels themselves, which know no users of Redis.
 *
 * @param user the user's name; default none
 * @param password the password; default none
 */
public record SentinelConfig(@Default("") String user, @Default("") Secret password) {

    /** Sentinels that let everybody in, or none at all. */
    public static final SentinelConfig NONE = new SentinelConfig("", Secret.NONE);

    public SentinelConfig {
        new Bounds()
                .that(
                        "password",
                        user.isEmpty() || password.isPresent(),
                        "is needed, since there is a user")
                .check();
    }

    /** The same with the password as it is now. */
    SentinelConfig renewed() {
        return new SentinelConfig(user, password.renewed());
    }
}
