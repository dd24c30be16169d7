package io.tidegate.admin;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Why the admin port did not do what it was asked, as RFC 9457 problem documents. */
enum AdminProblem {
    UNAUTHORIZED(401, "TG-ADMIN-TOKEN", "A valid bearer token is required"),
    NOT_FOUND(404, "TG-NOT-FOUND", "No such thing"),
    METHOD(405, "TG-METHOD", "Method not allowed"),
    LIMIT(400, "TG-LIMIT", "limit must be a number from 1 to 1000"),
    DESTINATION(400, "TG-DESTINATION", "destination must name a configured destination"),
    CAPTURE(404, "TG-CAPTURE", "No source of this name can take a secret of its sender's"),
    BROWSER(403, "TG-BROWSER", "Not for web pages"),
    MALFORMED(400, "TG-MALFORMED", "Malformed request"),
    STORE(503, "TG-STORE-UNAVAILABLE", "Store unavailable"),
    FAILED(500, "TG-INTERNAL", "Internal error");

    private final int status;
    private final String code;
    private final String title;

    AdminProblem(int status, String code, String title) {
        this.status = status;
        this.code = code;
        this.title = title;
    }

    /** Answers with the problem; headers of the answer that are set already are kept. */
    void answer(RoutingContext context) {
        var body =
                new JsonObject()
                        .put("type", "about:blank")
                        .put("title", title)
                        .put("status", status)
                        .put("code", code);
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(body.toBuffer());
    }
}
