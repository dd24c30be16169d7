package io.tidegate.verify.value;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What functions do with texts. */
public final class Texts {

    private static final Pattern ORIGIN =
            Pattern.compile("^(https?)://((?:[^/?#@]*@)?[^/?#:@]+)(:\\d+)?(.*)$");

    private Texts() {}

    /** The text as JSON writes it, with its quotes. */
    public static String jsonString(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** The text in Unicode normal form KD. */
    static String nfkd(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD);
    }

    /** The text as RFC 3986 writes it in an address: only unreserved characters stay. */
    public static String urlEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** What an address writes; empty if an escape is bad. A plus stays a plus. */
    static Optional<byte[]> urlDecoded(String text) {
        return Parameters.decoded(text.replace("+", "%2B"))
                .map(it -> it.getBytes(StandardCharsets.UTF_8));
    }

    /** The address up to its question mark. */
    static String withoutQuery(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    /** The address with its port, the usual one of its kind if it has none. */
    static String withPort(String url) {
        Matcher parts = ORIGIN.matcher(url);
        if (!parts.matches() || parts.group(3) != null) {
            return url;
        }
        String port = parts.group(1).equals("https") ? ":443" : ":80";
        return parts.group(1) + "://" + parts.group(2) + port + parts.group(4);
    }

    /** The address without its port. */
    static String withoutPort(String url) {
        Matcher parts = ORIGIN.matcher(url);
        return parts.matches() ? parts.group(1) + "://" + parts.group(2) + parts.group(4) : url;
    }
}
