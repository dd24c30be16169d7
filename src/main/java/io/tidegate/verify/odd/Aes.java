package io.tidegate.verify.odd;

import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What AES in CBC mode with the usual padding hid. It proves nothing: who knows no key can still
 * change what comes out, so that only what is signed besides may be believed.
 *
 * @param key 16, 24 or 32 bytes
 * @param cipher the 16 bytes of the initialisation vector, and what was enciphered
 * @see <a
 *     href="https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case">Feishu
 *     and Lark, read 2026-11-23</a>
 */
record Aes(Value key, Value cipher) implements Value {

    private static final int BLOCK = 16;

    static Value of(List<Value> args) {
        var arguments = Arguments.atLeast(2, args);
        return new Aes(arguments.value(0), arguments.from(1));
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        return bytes(evidence).map(it -> new String(it, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<byte[]> bytes(Evidence evidence) {
        return key.bytes(evidence)
                .filter(it -> it.length == 16 || it.length == 24 || it.length == 32)
                .flatMap(it -> cipher.bytes(evidence).flatMap(bytes -> open(it, bytes)));
    }

    private static Optional<byte[]> open(byte[] key, byte[] bytes) {
        if (bytes.length < 2 * BLOCK || bytes.length % BLOCK != 0) {
            return Optional.empty();
        }
        try {
            var aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
            aes.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new IvParameterSpec(bytes, 0, BLOCK));
            return Optional.of(aes.doFinal(bytes, BLOCK, bytes.length - BLOCK));
        } catch (GeneralSecurityException otherKey) {
            return Optional.empty();
        }
    }

    @Override
    public List<Value> parts() {
        return List.of(key, cipher);
    }

    @Override
    public boolean isUnwrapped() {
        return true;
    }
}
