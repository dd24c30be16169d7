package io.tidegate.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Bodies as JSON, in both directions, within limits: both are done on the event loop, and a body
 * comes from a stranger.
 */
final class JsonBody {

    /** What a transform may make at most. */
    static final int MAX_WRITTEN_BYTES = 1 << 20;

    private static final int MAX_TOKENS = 200_000;
    private static final int MAX_DEPTH = 200;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxNumberLength(100)
                                                    .maxTokenCount(MAX_TOKENS)
                                                    .build())
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private JsonBody() {}

    /**
     * Reads a body.
     *
     * @throws JqFailure if it is not JSON, or beyond a limit
     */
    static JsonNode read(byte[] body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node == null || node.isMissingNode()) {
                throw new JqFailure("body is empty");
            }
            return node;
        } catch (IOException notJson) {
            throw new JqFailure("body is not JSON");
        }
    }

    /**
     * Writes a value without spaces.
     *
     * @throws JqFailure if it is longer than {@link #MAX_WRITTEN_BYTES}
     */
    static byte[] write(JsonNode value) {
        var bytes = new Limited();
        try {
            MAPPER.writeValue(bytes, value);
            return bytes.toByteArray();
        } catch (JsonProcessingException unwritable) {
            throw new JqFailure("transform cannot be written as JSON");
        } catch (IOException full) {
            throw new JqFailure("transform made more than " + MAX_WRITTEN_BYTES + " bytes");
        }
    }

    /** Memory that refuses to grow beyond the limit. */
    private static final class Limited extends OutputStream {

        private final java.io.ByteArrayOutputStream kept = new java.io.ByteArrayOutputStream(512);

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (kept.size() + length > MAX_WRITTEN_BYTES) {
                throw new IOException("full");
            }
            kept.write(bytes, offset, length);
        }

        byte[] toByteArray() {
            return kept.toByteArray();
        }
    }
}
