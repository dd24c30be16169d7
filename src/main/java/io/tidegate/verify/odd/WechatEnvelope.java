package io.tidegate.verify.odd;

import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A message put into the envelope of {@link WechatCipher}, as base64. The same request is always
 * given the same envelope, because answers hold it and its signature.
 *
 * @param cipher what closes the envelope
 * @param owner the id of the app or company
 * @param message the message
 */
record WechatEnvelope(WechatCipher cipher, String owner, Value message) implements Value {

    static Value of(List<Value> args) {
        var arguments = Arguments.atLeast(3, args);
        return new WechatEnvelope(
                WechatCipher.of(arguments.text(0)), arguments.text(1), arguments.from(2));
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        byte[] seed = utf8(evidence.request().target() + evidence.request().receivedAt());
        return message.bytes(evidence)
                .map(it -> cipher.close(it, utf8(owner), seed))
                .map(Coding.BASE64::encode);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<Value> parts() {
        return List.of(message);
    }
}
