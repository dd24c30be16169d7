package io.tidegate.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads HTML forms, URL-encoded or in parts: an object with the text of each field, and an array of
 * texts where a field comes several times. Files are left out.
 */
final class FormBody {

    private static final int MAX_FIELDS = 10_000;

    private FormBody() {}

    /**
     * Reads a form.
     *
     * @param type its content type, which may name the boundary between parts
     * @throws JqFailure if it is no form of this type, or has too many fields
     */
    static ObjectNode read(String type, byte[] body) {
        var request =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        boolean isInParts = type.regionMatches(true, 0, "multipart/", 0, 10);
        // Without a boundary the library would take the parts for one URL-encoded field.
        if (isInParts && !HttpPostRequestDecoder.isMultipart(request)) {
            throw new JqFailure("body is a form in parts, but nothing says what is between them");
        }
        try {
            return fields(request);
        } catch (IOException | RuntimeException unreadable) {
            throw new JqFailure("body is not a form of at most " + MAX_FIELDS + " fields");
        }
    }

    private static ObjectNode fields(DefaultFullHttpRequest request) throws IOException {
        var inMemory = new DefaultHttpDataFactory(false);
        var decoder =
                new HttpPostRequestDecoder(
                        inMemory,
                        request,
                        StandardCharsets.UTF_8,
                        MAX_FIELDS,
                        BodyView.MAX_READ_BYTES);
        try {
            var fields = JsonNodeFactory.instance.objectNode();
            for (var part : decoder.getBodyHttpDatas()) {
                if (part instanceof Attribute field) {
                    add(fields, field.getName(), field.getValue());
                }
            }
            return fields;
        } finally {
            decoder.destroy();
        }
    }

    private static void add(ObjectNode fields, String name, String value) {
        var present = fields.get(name);
        if (present == null) {
            fields.put(name, value);
        } else if (present instanceof ArrayNode several) {
            several.add(value);
        } else {
            fields.putArray(name).add((TextNode) present).add(value);
        }
    }
}
