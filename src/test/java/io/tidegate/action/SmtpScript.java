package io.tidegate.action;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.Map;

/** An SMTP server that answers as it is told to, and else as if all were well. */
final class SmtpScript {

    private static final Map<String, String> WELL =
            Map.of(
                    "hello", "220 ready",
                    "EHLO", "250-here\r\n250 AUTH PLAIN",
                    "AUTH", "235 welcome",
                    "DATA", "354 go on",
                    "QUIT", "221 bye");

    private final Map<String, String> replies;
    private boolean isMail;

    /**
     * A server for one connection.
     *
     * @param replies what it answers by the first word of a command, by {@code hello} for the
     *     greeting and {@code .} for the end of a mail; {@code close} to hang up, nothing to be
     *     silent
     */
    SmtpScript(Map<String, String> replies) {
        this.replies = replies;
    }

    /** Talks to who has connected. */
    void talk(NetSocket socket) {
        reply("hello", socket);
        socket.handler(RecordParser.newDelimited("\r\n", line -> hear(line, socket)));
    }

    private void hear(Buffer line, NetSocket socket) {
        String word = line.toString().split(" ", 2)[0];
        if (isMail && !word.equals(".")) {
            return;
        }
        isMail = word.equals("DATA") && !replies.containsKey("DATA");
        reply(word, socket);
    }

    private void reply(String word, NetSocket socket) {
        String reply = replies.getOrDefault(word, WELL.getOrDefault(word, "250 fine"));
        if (reply.equals("close")) {
            socket.close();
        } else if (!reply.isEmpty()) {
            socket.write(reply + "\r\n");
        }
    }
}
