package io.tidegate.verify.key;

import io.tidegate.verify.value.Evidence;

/** Where the keys come from with which a request is checked. Never blocks, never throws. */
@FunctionalInterface
public interface KeySupply {

    /** The keys for this request. */
    Keys keys(Evidence evidence);
}
