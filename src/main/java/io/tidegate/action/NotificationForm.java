package io.tidegate.action;

import io.tidegate.config.NotificationConfig;
import io.tidegate.event.Delivery;
import io.tidegate.route.EventText;
import io.tidegate.route.OpenEvent;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;

/** A message to a channel of a chat. Nothing of the sender's request goes there but its text. */
final class NotificationForm implements HttpForm {

    private final Chat chat;
    private final EventText text;
    private final String uri;

    NotificationForm(Chat chat, NotificationConfig config) {
        this.chat = chat;
        this.text = EventText.compile(config.text());
        String url = config.url().value();
        String path = url.substring(HttpTarget.startOf(url).length());
        this.uri = path.startsWith("/") ? path : "/" + path;
    }

    @Override
    public HttpMessage write(Delivery delivery, Instant now) {
        String said = text.fill(OpenEvent.of(delivery.stored()), chat::escape);
        var fields = MultiMap.caseInsensitiveMultiMap();
        fields.set("content-type", "application/json");
        fields.set("webhook-id", delivery.id().toString());
        byte[] body = chat.message(chat.cut(said)).toBuffer().getBytes();
        return HttpMessage.of(HttpMethod.POST, uri, fields, body);
    }
}
