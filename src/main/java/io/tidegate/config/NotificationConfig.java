package io.tidegate.config;

import java.util.Set;

/**
 * Says in a chat what happened.
 *
 * @param url the address that the chat gave for one channel, which is a secret
 * @param text what is said, in the chat's own markup, with places that are filled from the event,
 *     as <code>{type}</code> or <code>{.body.user.name}</code>; default <code>{source}: {type}
 *     </code>
 */
public record NotificationConfig(Secret url, @Default("{source}: {type}") String text) {

    public NotificationConfig {
        new Bounds()
                .that(
                        "url",
                        Addresses.isUri(url.value(), Set.of("http", "https")),
                        "must be a whole address, as https://example.com/hooks")
                .that("url", !Addresses.hasUser(url.value()), "must not hold a user or password")
                .that("text", !text.isBlank(), "must not be empty")
                .that(
                        "text",
                        TextWithPlaces.problem(text).isEmpty(),
                        TextWithPlaces.problem(text).orElse(""))
                .check();
    }
}
