package io.tidegate.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the commands that clients send to a Redis server; not what scripts do inside it. */
final class CommandCount {

    private static final Pattern LINE = Pattern.compile("\\+\\S+ \\[\\d+ (\\S+)] \"(\\w+)\".*");
    private static final int LOOK_MILLIS = 100;

    private final Map<String, Integer> counts = new TreeMap<>();

    private CommandCount() {}

    /** Counts for so long, by the name of the command in lower case. */
    static Map<String, Integer> during(Duration time, int port, String password) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(LOOK_MILLIS);
            var lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var monitor = "AUTH " + password + "\r\nMONITOR\r\n";
            socket.getOutputStream().write(monitor.getBytes(StandardCharsets.UTF_8));
            var count = new CommandCount();
            count.read(lines, System.nanoTime() + time.toNanos());
            return count.counts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(BufferedReader lines, long endNanos) throws IOException {
        while (System.nanoTime() - endNanos < 0) {
            note(lineOrNothing(lines));
        }
    }

    /** Nothing if no line comes within a moment, so that the end is noticed in time. */
    private static String lineOrNothing(BufferedReader lines) throws IOException {
        try {
            return String.valueOf(lines.readLine());
        } catch (SocketTimeoutException quiet) {
            return "";
        }
    }

    private void note(String line) {
        Matcher command = LINE.matcher(line);
        if (command.matches() && !command.group(1).equals("lua")) {
            counts.merge(command.group(2).toLowerCase(Locale.ROOT), 1, Integer::sum);
        }
    }
}
