package io.tidegate.action;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/**
 * A kind of chat, and how a message is written there. What an event says is text to all of them: it
 * cannot call people, or hide where a link leads.
 */
enum Chat {
    /**
     * A text with Slack's own marks.
     *
     * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/">
     *     Slack, incoming webhooks</a>
     */
    SLACK(40_000) {
        @Override
        String escape(String value) {
            return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }

        @Override
        JsonObject message(String text) {
            return new JsonObject().put("text", text);
        }
    },

    /**
     * An adaptive card, as workflows take it; a whole message may have 28 KiB.
     *
     * @see <a
     *     href="https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using">
     *     Microsoft, webhooks of workflows</a>
     */
    TEAMS(6_000) {
        @Override
        String escape(String value) {
            return LINK.matcher(value).replaceAll("\\\\$0");
        }

        @Override
        JsonObject message(String text) {
            var block =
                    new JsonObject().put("type", "TextBlock").put("text", text).put("wrap", true);
            var card =
                    new JsonObject()
                            .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                            .put("type", "AdaptiveCard")
                            .put("version", "1.4")
                            .put("body", new JsonArray().add(block));
            var attachment =
                    new JsonObject()
                            .put("contentType", "application/vnd.microsoft.card.adaptive")
                            .putNull("contentUrl")
                            .put("content", card);
            return new JsonObject()
                    .put("type", "message")
                    .put("attachments", new JsonArray().add(attachment));
        }
    },

    /**
     * A text of Markdown.
     *
     * @see <a href="https://discord.com/developers/docs/resources/webhook#execute-webhook">Discord,
     *     execute webhook</a>
     */
    DISCORD(2_000) {
        @Override
        String escape(String value) {
            return MARKDOWN.matcher(value).replaceAll("\\\\$0");
        }

        @Override
        JsonObject message(String text) {
            var nobody = new JsonObject().put("parse", new JsonArray());
            return new JsonObject().put("content", text).put("allowed_mentions", nobody);
        }
    };

    private static final Pattern LINK = Pattern.compile("[\\\\\\[\\]]");
    private static final Pattern MARKDOWN = Pattern.compile("[\\\\*_~`|<>\\[\\]()#]");

    private final int maxChars;

    Chat(int maxChars) {
        this.maxChars = maxChars;
    }

    /** A value of an event, so that the chat shows it as it is. */
    abstract String escape(String value);

    /** What is sent to say this. */
    abstract JsonObject message(String text);

    /** The beginning of a text that is too long for the chat. */
    String cut(String text) {
        if (text.length() <= maxChars) {
            return text;
        }
        int end = maxChars - 1;
        boolean splitsPair = Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, splitsPair ? end - 1 : end) + "\u2026";
    }
}
