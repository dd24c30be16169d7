package io.tidegate.verify.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/**
 * Looks for names that come twice in one object of a JSON document. Of two members with one name
 * some readers take the first and some the last, and some do not tell upper case from lower.
 *
 * @param parser stands on the first token of the document
 * @param item which item of a list is being looked at
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-4">RFC 8259, objects</a>
 */
record RepeatedName(JsonParser parser, int item) {

    /** Whether there is one on the way that these steps lead; the parser is then behind it all. */
    boolean isOn(List<String> steps) throws IOException {
        if (!steps.isEmpty() && parser.currentToken() == JsonToken.START_OBJECT) {
            return isInObject(steps);
        }
        if (!steps.isEmpty() && parser.currentToken() == JsonToken.START_ARRAY) {
            return isInArray(steps);
        }
        parser.skipChildren();
        return false;
    }

    private boolean isInObject(List<String> steps) throws IOException {
        boolean isSeen = false;
        boolean isRepeated = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isNext = parser.currentName().equalsIgnoreCase(steps.get(0));
            isRepeated |= isNext && isSeen;
            isSeen |= isNext;
            parser.nextToken();
            isRepeated |= isNext ? isOn(rest(steps)) : isOn(List.of());
        }
        return isRepeated;
    }

    private boolean isInArray(List<String> steps) throws IOException {
        String wanted =
                steps.get(0).equals(JsonPointer.ITEM) ? Integer.toString(item) : steps.get(0);
        boolean isRepeated = false;
        JsonToken token = parser.nextToken();
        for (int i = 0; token != null && token != JsonToken.END_ARRAY; i++) {
            boolean isNext = Integer.toString(i).equals(wanted);
            isRepeated |= isNext ? isOn(rest(steps)) : isOn(List.of());
            token = parser.nextToken();
        }
        return isRepeated;
    }

    private static List<String> rest(List<String> steps) {
        return steps.subList(1, steps.size());
    }
}
