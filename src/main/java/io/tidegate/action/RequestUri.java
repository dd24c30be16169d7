package io.tidegate.action;

import io.tidegate.config.TextWithPlaces;
import io.tidegate.config.TextWithPlaces.Piece;
import io.tidegate.route.EventText;
import io.tidegate.route.OpenEvent;
import io.tidegate.route.TextFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Path and query of a configured address, filled from an event. What an event says can name a
 * thing, and never lead elsewhere: it is one segment of the path or one value of the query.
 */
final class RequestUri {

    private static final String UNRESERVED = "-._~";

    private final EventText path;
    private final EventText query;
    private final boolean isFixed;

    private RequestUri(List<Piece> path, List<Piece> query) {
        this.path = EventText.compile(new TextWithPlaces(path));
        this.query = EventText.compile(new TextWithPlaces(query));
        this.isFixed = path.stream().noneMatch(Piece::isPlace);
    }

    /**
     * Compiles what follows the server in an address.
     *
     * @throws IllegalArgumentException if a place cannot be read
     */
    static RequestUri of(String url) {
        String rest = url.substring(HttpTarget.startOf(url).length());
        String rooted = rest.startsWith("/") ? rest : "/" + rest;
        var path = new ArrayList<Piece>();
        var query = new ArrayList<Piece>();
        for (Piece piece : TextWithPlaces.parse(rooted).pieces()) {
            int question = piece.isPlace() ? -1 : piece.text().indexOf('?');
            if (!query.isEmpty()) {
                query.add(piece);
            } else if (question < 0) {
                path.add(piece);
            } else {
                path.add(new Piece(false, piece.text().substring(0, question)));
                query.add(new Piece(false, piece.text().substring(question)));
            }
        }
        return new RequestUri(path, query);
    }

    /**
     * Path and query for an event.
     *
     * @throws TextFailure if a value is not there, or would lead to another path
     */
    String of(OpenEvent event) {
        String filled = path.fill(event, RequestUri::segment);
        if (!isFixed && Stream.of(filled.split("/", -1)).anyMatch(RequestUri::isDots)) {
            throw new TextFailure("a value would lead to another path");
        }
        return filled + query.fill(event, RequestUri::escape);
    }

    private static boolean isDots(String segment) {
        return segment.equals(".") || segment.equals("..");
    }

    private static String segment(String value) {
        if (value.isEmpty()) {
            // DELETE /things/{id} must not become DELETE /things/.
            throw new TextFailure("a value in the path is empty");
        }
        return escape(value);
    }

    /** All but RFC 3986's unreserved characters as percent and two digits. */
    private static String escape(String value) {
        var escaped = new StringBuilder(value.length());
        for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            if (isUnreserved(letter)) {
                escaped.append(letter);
            } else {
                escaped.append('%').append(String.format("%02X", (int) letter));
            }
        }
        return escaped.toString();
    }

    private static boolean isUnreserved(char letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9')
                || UNRESERVED.indexOf(letter) >= 0;
    }
}
