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
    QUEUE(404, "TG-QUEUE", "No destination of this name is a queue"),
    LEASE(409, "TG-LEASE", "Held no more: it is done with, or was leased again"),
    CAPTURE(404, "TG-CAPTURE", "No source of this name can take a secret of its sender's"),
    BROWSER(403, "TG-BROWSER", "Not for web pages"),
    READ_ONLY(403, "TG-READ-ONLY", "The write token is required"),
    MEDIA(415, "TG-MEDIA-TYPE", "The body must be application/json"),
    TOO_LARGE(413, "TG-TOO-LARGE", "Body too large"),
    BUSY(409, "TG-BUSY", "Another replay or discard is under way; wait for its end"),
    UNDER_WAY(409, "TG-UNDER-WAY", "Deliveries may be under way; pause the destination first"),
    CONFIG(422, "TG-CONFIG", "The configuration is kept out, and the one before goes on"),
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
        answer(context, document());
    }

    /** Answers with the problem and says in words what it is this time. */
    void answer(RoutingContext context, String detail) {
        answer(context, document().put("detail", detail));
    }

    private JsonObject document() {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("code", code);
    }

    private void answer(RoutingContext context, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(body.toBuffer());
    }
}
