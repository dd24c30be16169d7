package io.tidegate.admin;

import io.tidegate.store.SecretVault;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;

/**
 * The part of the REST API that opens a source for one more secret of its sender's. The first
 * secret needs no opening.
 */
final class CaptureApi {

    /** How long a source stays open. */
    static final Duration WINDOW = Duration.ofMinutes(10);

    private final SecretVault vault;
    private final Set<String> capturing;

    /**
     * @param capturing the sources that can be opened
     */
    CaptureApi(SecretVault vault, Set<String> capturing) {
        this.vault = vault;
        this.capturing = capturing;
    }

    void mount(Router router) {
        router.post("/api/v1/sources/:name/capture").handler(this::open);
    }

    private void open(RoutingContext context) {
        String name = context.pathParam("name");
        if (context.request().headers().contains("Origin")) {
            // Where no token is configured, any web page could have its reader's browser ask this.
            AdminProblem.BROWSER.answer(context);
        } else if (!capturing.contains(name)) {
            AdminProblem.CAPTURE.answer(context);
        } else {
            StoreAnswers.answer(
                    context,
                    vault.open(name, WINDOW),
                    opened -> JsonAnswers.send(context, openFor(name)));
        }
    }

    private static JsonObject openFor(String name) {
        return new JsonObject().put("source", name).put("openSeconds", WINDOW.toSeconds());
    }
}
