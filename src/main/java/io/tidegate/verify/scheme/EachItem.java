package io.tidegate.verify.scheme;

import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;

/**
 * Believes a body that is a list of items, each with a proof of its own, only if every item is
 * proven and there is at least one.
 *
 * @param proof where the proof of an item is
 * @param verifier what judges one item
 */
record EachItem(Value proof, Verifier verifier) implements Verifier {

    /** Each costs a hash, and no provider sends so many. */
    private static final int MOST = 1000;

    /** The verifier itself, or one for every item if the proof is one of an item. */
    static Verifier of(Value proof, Verifier verifier) {
        return new EachItem(proof, verifier);
    }

    @Override
    public Opinion judge(Evidence evidence) {
        var items = proof.items(evidence);
        if (items.isEmpty()) {
            return verifier.judge(evidence);
        }
        if (items.getAsInt() == 0 || items.getAsInt() > MOST) {
            return Opinion.refused(Rejection.MISSING_SIGNATURE);
        }
        Opinion last = Opinion.genuine(evidence);
        for (int i = 0; i < items.getAsInt() && last instanceof Opinion.Genuine; i++) {
            last = verifier.judge(evidence.atItem(i));
        }
        return last instanceof Opinion.Genuine ? Opinion.genuine(evidence) : last;
    }
}
