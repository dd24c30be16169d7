package io.tidegate.verify.key;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One half of a key pair, or both.
 *
 * @param algorithm how it signs
 * @param publicKey what checks; empty if only signing is wanted
 * @param privateKey what signs; empty where we only receive
 */
record KeyPairKey(
        SignatureAlgorithm algorithm,
        Optional<PublicKey> publicKey,
        Optional<PrivateKey> privateKey)
        implements ProofKey {

    @Override
    public int length() {
        return publicKey.map(algorithm::length).orElse(0);
    }

    @Override
    public Predicate<byte[]> over(List<byte[]> pieces) {
        int length = length();
        return signature ->
                (length == 0 || signature.length == length)
                        && publicKey.filter(key -> verify(key, pieces, signature)).isPresent();
    }

    private boolean verify(PublicKey key, List<byte[]> pieces, byte[] signature) {
        try {
            Signature engine = algorithm.engine();
            engine.initVerify(key);
            for (byte[] piece : pieces) {
                engine.update(piece);
            }
            return engine.verify(signature);
        } catch (GeneralSecurityException malformed) {
            // Not of this length or structure, or a key of another kind: no proof either way.
            return false;
        }
    }

    @Override
    public Optional<byte[]> sign(List<byte[]> pieces) {
        return privateKey.map(key -> sign(key, pieces));
    }

    private byte[] sign(PrivateKey key, List<byte[]> pieces) {
        try {
            Signature engine = algorithm.engine();
            engine.initSign(key);
            for (byte[] piece : pieces) {
                engine.update(piece);
            }
            return engine.sign();
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("cannot sign with this key", cause);
        }
    }
}
