package io.tidegate.verify.odd;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;

/** Makes hashes by the name that provider files use. */
public final class Hashes {

    private Hashes() {}

    /**
     * The maker of a hash.
     *
     * @param name as {@code SHA256}, or {@code KECCAK256}, which Java does not have
     */
    public static Supplier<MessageDigest> of(String name) {
        return name.equals("KECCAK256") ? Keccak256::new : () -> standard(name);
    }

    private static MessageDigest standard(String name) {
        String spelled = name.startsWith("SHA") ? "SHA-" + name.substring(3) : name;
        try {
            return MessageDigest.getInstance(spelled);
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("this Java has no " + spelled, cause);
        }
    }
}
