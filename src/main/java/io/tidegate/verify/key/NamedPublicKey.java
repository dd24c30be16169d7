package io.tidegate.verify.key;

import java.security.PublicKey;

/**
 * A public key and what its owner calls it.
 *
 * @param id its id; empty if it has none
 * @param key the key
 */
public record NamedPublicKey(String id, PublicKey key) {}
