package io.tidegate.action;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.tidegate.event.Outcome;
import io.vertx.mqtt.MqttConnectionException;
import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** What an MQTT broker's answers say about a delivery. */
final class MqttFailure {

    private static final Set<MqttConnectReturnCode> CREDENTIALS =
            Set.of(
                    MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD,
                    MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD,
                    MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED,
                    MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5);

    private MqttFailure() {}

    /** Judges the acknowledgement of a message. */
    static Outcome outcome(MqttPubAckReasonCode code) {
        return switch (code) {
            case SUCCESS, NO_MATCHING_SUBSCRIBERS -> Outcome.delivered();
            case NOT_AUTHORIZED -> Failure.hardlyPassing("not allowed to publish");
            case TOPIC_NAME_INVALID -> Outcome.dead("topic name not allowed");
            case PAYLOAD_FORMAT_INVALID -> Outcome.dead("message refused");
            case UNSPECIFIED_ERROR,
                    IMPLEMENTATION_SPECIFIC_ERROR,
                    PACKET_IDENTIFIER_IN_USE,
                    QUOTA_EXCEEDED ->
                    Outcome.retry("mqtt says " + words(code));
        };
    }

    /** Judges a failure of an attempt that may take {@code timeout}. */
    static Outcome outcome(Throwable cause, Duration timeout) {
        if (cause instanceof MqttConnectionException refusal) {
            return Outcome.retry(
                    CREDENTIALS.contains(refusal.code())
                            ? "credentials refused"
                            : "mqtt says " + words(refusal.code()));
        }
        return Outcome.retry(Failure.reason(cause, timeout));
    }

    private static String words(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
