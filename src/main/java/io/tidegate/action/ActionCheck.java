package io.tidegate.action;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.NotificationConfig;
import io.tidegate.route.EventText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds at the start what an action would stumble over later: texts that cannot be compiled. */
public final class ActionCheck {

    private final Map<String, String> problems = new LinkedHashMap<>();

    private ActionCheck() {}

    /** What is wrong with a destination, by its key, as {@code http.url}; empty if nothing is. */
    public static Map<String, String> problems(DestinationConfig destination) {
        var check = new ActionCheck();
        var http = destination.http();
        if (http != null) {
            check.that("http.url", () -> RequestUri.of(http.url()));
            check.that("http.headers", () -> new OwnHeaders(http.headers()));
        }
        check.text("slack", destination.slack());
        check.text("teams", destination.teams());
        check.text("discord", destination.discord());
        var sqs = destination.sqs();
        if (sqs != null) {
            check.that("sqs.group", () -> EventText.compile(sqs.group()));
        }
        var sns = destination.sns();
        if (sns != null) {
            check.that("sns.group", () -> EventText.compile(sns.group()));
        }
        return Map.copyOf(check.problems);
    }

    private void text(String kind, @Nullable NotificationConfig config) {
        if (config != null) {
            that(kind + ".text", () -> EventText.compile(config.text()));
        }
    }

    private void that(String key, Runnable compile) {
        try {
            compile.run();
        } catch (IllegalArgumentException wrong) {
            problems.put(key, String.valueOf(wrong.getMessage()));
        }
    }
}
