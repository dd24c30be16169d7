package io.tidegate.ingress;

import java.util.Set;

/**
 * What a source lets in.
 *
 * @param maxBodyBytes the largest body; negative if there is no such source
 * @param methods the HTTP methods, upper case
 * @param mayBeCompressed whether the sender may compress the body; it is kept as it came
 * @param wrongMethod the answer to any other method
 */
record Terms(long maxBodyBytes, Set<String> methods, boolean mayBeCompressed, Answer wrongMethod) {

    /** Terms with the answer that follows from them. */
    static Terms of(long maxBodyBytes, Set<String> methods, boolean mayBeCompressed) {
        return new Terms(
                maxBodyBytes, Set.copyOf(methods), mayBeCompressed, Problems.wrongMethod(methods));
    }
}
