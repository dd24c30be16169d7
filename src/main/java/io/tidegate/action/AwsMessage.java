package io.tidegate.action;

import io.tidegate.event.Delivery;
import io.tidegate.event.Event;
import io.tidegate.route.TextFailure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What SQS and SNS have in common: a message is a text with a few attributes. */
final class AwsMessage {

    private AwsMessage() {}

    /**
     * The payload as text.
     *
     * @throws TextFailure if it is empty or no text that they take
     */
    static String text(Delivery delivery) {
        try {
            var bytes = ByteBuffer.wrap(delivery.payload());
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (text.isEmpty() || !text.codePoints().allMatch(AwsMessage::isAllowed)) {
                throw new TextFailure("body is empty or has characters that AWS does not take");
            }
            return text;
        } catch (CharacterCodingException notUtf8) {
            throw new TextFailure("body is no text");
        }
    }

    /** The characters of XML 1.0. */
    private static boolean isAllowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= ' ' && character < 0xd800)
                || (character > 0xdfff && character < 0xfffe)
                || character > 0xffff;
    }

    /** What the message says of its event; no value is empty. */
    static Map<String, String> attributes(Delivery delivery) {
        Event event = delivery.stored().event();
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("webhook-id", delivery.id().toString());
        attributes.put("tidegate-source", event.source());
        attributes.put("tidegate-type", event.type());
        attributes.put("tidegate-attempt", Integer.toString(delivery.attempt()));
        attributes.put("tidegate-received-at", event.receivedAt().toString());
        Optional.ofNullable(OutboundHeaders.kept(delivery).get("content-type"))
                .ifPresent(type -> attributes.put("content-type", type));
        attributes.values().removeIf(value -> !value.codePoints().allMatch(AwsMessage::isAllowed));
        attributes.values().removeIf(String::isEmpty);
        return attributes;
    }
}
