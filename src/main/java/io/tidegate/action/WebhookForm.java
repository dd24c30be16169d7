package io.tidegate.action;

import io.tidegate.config.HttpConfig;
import io.tidegate.event.Delivery;
import io.tidegate.route.OpenEvent;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;

/** The request that an {@code http} destination is configured for. */
final class WebhookForm implements HttpForm {

    private final HttpMethod method;
    private final RequestUri uri;
    private final OutboundHeaders senders;
    private final BodyFormat format;
    private final Signer signer;
    private final OwnHeaders own;

    WebhookForm(HttpConfig config) {
        method = HttpMethod.valueOf(config.method());
        uri = RequestUri.of(config.url());
        senders = new OutboundHeaders(config.forward());
        format = BodyFormat.of(config.format());
        signer = new Signer(config.sign());
        own = new OwnHeaders(config.headers());
    }

    @Override
    public HttpMessage write(Delivery delivery, Instant now) {
        var event = OpenEvent.of(delivery.stored());
        MultiMap fields = senders.of(delivery);
        byte[] body = format.write(delivery, fields);
        var message = HttpMessage.of(method, uri.of(event), fields, body);
        own.about(delivery, now, fields);
        signer.sign(delivery.id(), now, message.body())
                .ifPresent(signature -> fields.set("webhook-signature", signature));
        own.configured(event, fields);
        return message;
    }
}
