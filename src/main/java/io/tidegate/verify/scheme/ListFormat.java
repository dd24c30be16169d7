package io.tidegate.verify.scheme;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A list of named items, some of which are signatures: {@code t=1,v1=aa,v1=bb} or {@code v1,aa
 * v1,bb}. Items of other names, such as those of newer versions, are no hindrance.
 *
 * @param separator what stands between items
 * @param binder what stands between the name of an item and its value
 * @param field the name of the items that are signatures
 * @param mayRepeat whether the header field may come several times
 */
public record ListFormat(String separator, String binder, String field, boolean mayRepeat)
        implements SignatureFormat {

    @Override
    public Proof read(List<String> texts) {
        var fields = new LinkedHashMap<String, String>();
        var repeated = new HashSet<String>();
        var signatures = new ArrayList<String>();
        for (String text : texts) {
            int start = 0;
            while (start <= text.length()) {
                int end = text.indexOf(separator, start);
                end = end < 0 ? text.length() : end;
                readItem(text.substring(start, end).strip(), fields, repeated, signatures);
                start = end + separator.length();
            }
        }
        fields.keySet().removeAll(repeated);
        return new Proof(fields, signatures);
    }

    private void readItem(
            String item,
            Map<String, String> fields,
            Set<String> repeated,
            List<String> signatures) {
        int middle = item.indexOf(binder);
        if (middle < 0) {
            return;
        }
        String name = item.substring(0, middle);
        String value = item.substring(middle + binder.length());
        if (!name.equals(field)) {
            if (fields.putIfAbsent(name, value) != null) {
                repeated.add(name);
            }
        } else if (signatures.size() < Proof.MAX_SIGNATURES) {
            signatures.add(value);
        }
    }

    @Override
    public String write(Map<String, String> fields, String signature) {
        var text = new StringBuilder();
        fields.forEach((name, v) -> text.append(name).append(binder).append(v).append(separator));
        return text.append(field).append(binder).append(signature).toString();
    }
}
