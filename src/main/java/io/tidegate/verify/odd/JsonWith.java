package io.tidegate.verify.odd;

import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.JsonPointer;
import io.tidegate.verify.value.Texts;
import io.tidegate.verify.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The JSON body with another text in the place of one that it has, every other byte as it came.
 *
 * @param place where the text is
 * @param text what is put there
 * @see <a href="https://godocs.unisender.ru/web-api-ref#callback-format">Unisender Go, which puts
 *     the key where the hash will be, read 2026-11-23</a>
 */
record JsonWith(JsonPointer place, Value text) implements Value {

    static Value of(List<Value> args) {
        var arguments = Arguments.exactly(2, args);
        return new JsonWith(new JsonPointer(arguments.text(0)), arguments.value(1));
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        return bytes(evidence).map(it -> new String(it, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<byte[]> bytes(Evidence evidence) {
        byte[] body = evidence.request().body();
        return place.span(body, evidence.item())
                .flatMap(span -> text.in(evidence).map(it -> with(body, span, it)));
    }

    private static byte[] with(byte[] body, JsonPointer.Span span, String text) {
        var all = new ByteArrayOutputStream(body.length + text.length());
        all.write(body, 0, span.start());
        all.writeBytes(Texts.jsonString(text).getBytes(StandardCharsets.UTF_8));
        all.write(body, span.end(), body.length - span.end());
        return all.toByteArray();
    }

    @Override
    public List<Value> parts() {
        return List.of(text);
    }

    @Override
    public boolean readsBody() {
        return true;
    }
}
