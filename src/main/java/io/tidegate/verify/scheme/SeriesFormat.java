package io.tidegate.verify.scheme;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Signatures in a row, {@code aa,bb}, each possibly after a prefix; what lacks the prefix is passed
 * over.
 *
 * @param separator what stands between them
 * @param prefix what must stand before each; empty for nothing
 */
public record SeriesFormat(String separator, String prefix) implements SignatureFormat {

    @Override
    public Proof read(List<String> texts) {
        var signatures = new ArrayList<String>();
        for (String text : texts) {
            int start = 0;
            while (start <= text.length() && signatures.size() < Proof.MAX_SIGNATURES) {
                int end = text.indexOf(separator, start);
                end = end < 0 ? text.length() : end;
                String item = text.substring(start, end).strip();
                if (!item.isEmpty() && item.startsWith(prefix)) {
                    signatures.add(item.substring(prefix.length()));
                }
                start = end + separator.length();
            }
        }
        return new Proof(Map.of(), signatures);
    }

    @Override
    public String write(Map<String, String> fields, String signature) {
        return prefix + signature;
    }

    @Override
    public boolean mayRepeat() {
        return false;
    }
}
