package io.tidegate.verify;

import java.util.List;
import java.util.Map;

/**
 * One signature, possibly after a fixed prefix such as {@code sha256=}.
 *
 * @param prefix what must stand before it; empty for nothing
 */
public record PlainFormat(String prefix) implements SignatureFormat {

    @Override
    public Proof read(List<String> texts) {
        String text = texts.get(0);
        // Without its prefix the text is handed on whole, to be refused as no signature at all.
        return Proof.of(text.startsWith(prefix) ? text.substring(prefix.length()) : "");
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
