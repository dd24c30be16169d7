package io.tidegate.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a proof costs in bare Java at the least: engine and key are set up once, for one thread. */
@FunctionalInterface
interface BareProof {

    /** Whether the bytes are proven. */
    boolean holds(byte[] bytes) throws GeneralSecurityException;

    /** HMAC-SHA256 over the bytes. */
    static BareProof hmac(byte[] bytes) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("8f742231b10e8888".getBytes(StandardCharsets.UTF_8), "mac"));
        byte[] sent = mac.doFinal(bytes);
        return it -> MessageDigest.isEqual(mac.doFinal(it), sent);
    }

    /** A signature over the bytes. */
    static BareProof signature(String algorithm, KeyPair pair, byte[] bytes)
            throws GeneralSecurityException {
        var engine = Signature.getInstance(algorithm);
        engine.initSign(pair.getPrivate());
        engine.update(bytes);
        byte[] sent = engine.sign();
        engine.initVerify(pair.getPublic());
        return it -> {
            engine.update(it);
            return engine.verify(sent);
        };
    }

    /** A secret that is shown, whatever the bytes. */
    static BareProof token(String secret) {
        byte[] known = secret.getBytes(StandardCharsets.UTF_8);
        byte[] shown = known.clone();
        return it -> MessageDigest.isEqual(shown, known);
    }
}
