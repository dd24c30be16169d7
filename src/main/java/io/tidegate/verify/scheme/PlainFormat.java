package io.tidegate.verify.scheme;

import java.util.List;
import java.util.Map;

/**
 * One signature in each text, possibly after a fixed prefix such as {@code sha256=}. There is one
 * text, unless the provider numbers its header fields.
 *
 * @param prefix what must stand before it; empty for nothing
 */
public record PlainFormat(String prefix) implements SignatureFormat {

    @Override
    public Proof read(List<String> texts) {
        return texts.size() == 1
                ? Proof.of(signature(texts.get(0)))
                : new Proof(
                        Map.of(),
                        texts.stream().limit(Proof.MAX_SIGNATURES).map(this::signature).toList());
    }

    /** Without its prefix the text is handed on as nothing, to be refused as no signature. */
    private String signature(String text) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : "";
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
