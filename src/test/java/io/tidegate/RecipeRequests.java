package io.tidegate;

import io.tidegate.event.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What senders send to the recipes, less the signature. */
final class RecipeRequests {

    /** A customer is in it, who has no business in a topic. */
    static final String ORDER =
            """
            {"id":820982911946154508,"email":"jon@example.com","currency":"EUR",
             "created_at":"2026-11-23T12:00:00+01:00","total_price":"403.00",
             "line_items":[{"id":8,"product_id":7,"sku":"tide-table","quantity":2}]}""";

    private RecipeRequests() {}

    static Headers github(String type) {
        return Headers.of("X-GitHub-Event", type, "Content-Type", "application/json");
    }

    static String pullRequest(int number, boolean isMerged) {
        return """
        {"action":"closed","repository":{"name":"shop","full_name":"acme/shop","default_branch":"main"},
         "pull_request":{"number":%d,"merged":%s,"title":"Ship it","merge_commit_sha":"e5bd3914",
         "base":{"ref":"main"}}}"""
                .formatted(number, isMerged);
    }

    static String checkout(String id, String status) {
        return """
        {"id":"%1$s","type":"checkout.session.completed","data":{"object":{"id":"cs_%1$s",
         "client_reference_id":"order-12","payment_intent":"pi_1","payment_status":"%2$s",
         "customer_details":{"email":"ada@example.com"},"amount_total":4200,"currency":"eur",
         "metadata":{"sku":"tide-table"}}}}"""
                .formatted(id, status);
    }

    static String push(String data) {
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        return "{\"message\":{\"data\":\"%s\",\"messageId\":\"m1\"},\"subscription\":\"s\"}"
                .formatted(Base64.getEncoder().encodeToString(bytes));
    }

    static Headers shopify(String topic) {
        return Headers.of(
                "X-Shopify-Topic", topic,
                "X-Shopify-Shop-Domain", "harbour.myshopify.com",
                "X-Shopify-Event-Id", "e-1");
    }

    static Headers linear(String delivery) {
        return Headers.of("Linear-Delivery", delivery, "Linear-Event", "Issue");
    }

    static String task(String action, String title, String before) {
        return """
        {"action":"%s","type":"Issue","url":"https://linear.app/T-7","updatedFrom":%s,
         "data":{"identifier":"T-7","title":"%s","state":{"type":"completed"}},
         "webhookTimestamp":%d}"""
                .formatted(action, before, title, System.currentTimeMillis());
    }
}
