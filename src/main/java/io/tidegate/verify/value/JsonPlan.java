package io.tidegate.verify.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All places that one provider's values look at in a JSON body, so that a body is read once for all
 * of them. Filled while the provider is compiled, and only read afterwards.
 */
final class JsonPlan {

    private final Step root = new Step();
    private int places;

    /** A step on the way to one or more places. */
    private static final class Step {
        private final Map<String, Step> members = new HashMap<>();
        private final List<Integer> slots = new ArrayList<>();
        private int number;

        boolean isLast() {
            return members.isEmpty();
        }
    }

    private int steps = 1;

    /** Adds a place; returns where {@link #read} puts what is there. */
    int add(List<String> pointer) {
        Step step = root;
        for (String name : pointer) {
            step = step.members.computeIfAbsent(name, any -> numbered());
        }
        step.slots.add(places);
        return places++;
    }

    private Step numbered() {
        var step = new Step();
        step.number = steps++;
        return step;
    }

    /**
     * The texts at all places, null where there is none; as far as the document can be read. Of
     * members with one name the first counts.
     */
    @Nullable String[] read(byte[] document) {
        var reading = new Reading(new @Nullable String[places], new boolean[steps]);
        try (JsonParser parser = JsonPointer.parser(document)) {
            parser.nextToken();
            reading.at(root, parser);
        } catch (IOException unreadable) {
            return reading.texts;
        }
        return reading.texts;
    }

    /** One document while it is read. */
    private record Reading(@Nullable String[] texts, boolean[] seen) {

        void at(Step step, JsonParser parser) throws IOException {
            seen[step.number] = true;
            JsonToken token = parser.currentToken();
            if (token == JsonToken.START_OBJECT && !step.isLast()) {
                object(step, parser);
            } else if (token == JsonToken.START_ARRAY && !step.isLast()) {
                array(step, parser);
            } else {
                scalar(step, parser);
            }
        }

        private void object(Step step, JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                Step member = step.members.get(parser.currentName());
                parser.nextToken();
                enter(member, parser);
                if (isDone(step)) {
                    return;
                }
            }
        }

        private void array(Step step, JsonParser parser) throws IOException {
            int index = 0;
            for (JsonToken item = parser.nextToken();
                    item != null && item != JsonToken.END_ARRAY;
                    item = parser.nextToken()) {
                enter(step.members.get(Integer.toString(index++)), parser);
            }
        }

        private void enter(@Nullable Step member, JsonParser parser) throws IOException {
            if (member == null || seen[member.number]) {
                parser.skipChildren();
            } else {
                at(member, parser);
            }
        }

        private void scalar(Step step, JsonParser parser) throws IOException {
            JsonToken token = parser.currentToken();
            if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                for (int slot : step.slots) {
                    texts[slot] = parser.getText();
                }
            }
            parser.skipChildren();
        }

        /** Whether the rest of the whole document can be left unread. */
        private boolean isDone(Step step) {
            if (step.number != 0) {
                return false;
            }
            for (boolean each : seen) {
                if (!each) {
                    return false;
                }
            }
            return true;
        }
    }
}
