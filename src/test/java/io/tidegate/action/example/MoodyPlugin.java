package io.tidegate.action.example;

import io.tidegate.action.spi.ActionPlugin;
import io.tidegate.action.spi.PluginAction;
import io.tidegate.action.spi.PluginResult;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** A plug-in that does whatever one can do wrong, as its setting {@code mood} says. */
public final class MoodyPlugin implements ActionPlugin {

    @Override
    public String name() {
        return "moody";
    }

    @Override
    public void check(Map<String, String> settings) {
        if (settings.isEmpty()) {
            throw new IllegalStateException("a secret");
        }
    }

    @Override
    public PluginAction open(Map<String, String> settings) {
        String mood = settings.getOrDefault("mood", "");
        if (mood.equals("closed")) {
            throw new IllegalStateException("cannot be opened");
        }
        return (payload, headers) -> attempt(mood);
    }

    @SuppressWarnings("NullAway")
    private static CompletionStage<PluginResult> attempt(String mood) throws InterruptedException {
        return switch (mood) {
            case "retry" -> CompletableFuture.completedFuture(PluginResult.retry("later"));
            case "dead" -> CompletableFuture.completedFuture(PluginResult.dead("never"));
            case "fails" -> CompletableFuture.failedFuture(new IllegalStateException("a secret"));
            case "throws" -> throw new IllegalArgumentException("a secret");
            case "breaks" -> throw new NoClassDefFoundError("a/secret");
            case "null" -> null;
            case "nothing" -> CompletableFuture.completedFuture(null);
            case "sees" -> CompletableFuture.completedFuture(PluginResult.dead(sights()));
            case "thread" -> CompletableFuture.completedFuture(PluginResult.dead("" + isInside()));
            case "blocks" -> {
                new CountDownLatch(1).await();
                yield new CompletableFuture<>();
            }
            default -> new CompletableFuture<>();
        };
    }

    private static boolean isInside() {
        return Thread.currentThread().getContextClassLoader() == MoodyPlugin.class.getClassLoader();
    }

    /** What can be seen of the gateway from here. */
    private static String sights() {
        return isSeen("org.slf4j.Logger")
                + " "
                + isSeen("io.vertx.core.Vertx")
                + " "
                + isSeen("io.tidegate.config.Secret");
    }

    private static boolean isSeen(String name) {
        try {
            Class.forName(name);
            return true;
        } catch (ClassNotFoundException hidden) {
            return false;
        }
    }
}
