package io.tidegate.ingress;

import java.util.Set;

/**
 * What a source lets in.
 *
 * @param maxBodyBytes the largest body; negative if there is no such source
 * @param methods the HTTP methods, upper case
 * @param mayBeCompressed whether the sender may compress the body; it is kept as it came
 * @param wrongMethod the answer to any other method
 * @param rejected the answer to a request that is not genuine
 */
record Terms(
        long maxBodyBytes,
        Set<String> methods,
        boolean mayBeCompressed,
        Answer wrongMethod,
        Answer rejected) {

    /**
     * Terms with the answers that follow from them.
     *
     * @param challenge how a sender should prove itself, as {@code WWW-Authenticate} says it
     */
    static Terms of(
            long maxBodyBytes, Set<String> methods, boolean mayBeCompressed, String challenge) {
        return new Terms(
                maxBodyBytes,
                Set.copyOf(methods),
                mayBeCompressed,
                Problems.wrongMethod(methods),
                Problems.rejected(challenge));
    }
}
