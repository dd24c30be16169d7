package io.tidegate.verify.scheme;

import static io.tidegate.verify.Requests.reason;
import static io.tidegate.verify.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Evidence;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifierTest {

    private static final Verifier GENUINE = Opinion::genuine;

    @Test
    void oneOfSeveralWaysIsEnough() {
        assertThat(reasonOf(refusing(Rejection.STALE), GENUINE)).isEmpty();
        assertThat(reasonOf(GENUINE, refusing(Rejection.STALE))).isEmpty();
        assertThat(reasonOf(GENUINE)).isEmpty();
    }

    @Test
    void ofSeveralReasonsTheOneThatGotFurthestIsTold() {
        var missing = refusing(Rejection.MISSING_SIGNATURE);
        var wrong = refusing(Rejection.WRONG_SIGNATURE);
        var stale = refusing(Rejection.STALE);

        assertThat(reasonOf(missing, wrong)).hasValue(Rejection.WRONG_SIGNATURE);
        assertThat(reasonOf(wrong, missing)).hasValue(Rejection.WRONG_SIGNATURE);
        assertThat(reasonOf(wrong, stale, missing)).hasValue(Rejection.STALE);
        assertThat(reasonOf(missing, missing)).hasValue(Rejection.MISSING_SIGNATURE);
    }

    @Test
    void noWayAtAllRefusesEverybody() {
        assertThat(reasonOf()).hasValue(Rejection.MISSING_SIGNATURE);
    }

    @Test
    void theOpenSchemeBelievesEverybodyAndSaysSo() {
        var open = new OpenScheme();

        assertThat(open.isOpen()).isTrue();
        assertThat(open.accepts("")).isTrue();
        assertThat(open.secretHeaders()).isEmpty();
        assertThat(reason(open.with(List.of()), request("x"))).isEmpty();
        assertThat(open.sign(Evidence.of(request("x")), "").headers().size()).isZero();
    }

    private static Verifier refusing(Rejection reason) {
        return evidence -> Opinion.refused(reason);
    }

    private static Optional<Rejection> reasonOf(Verifier... verifiers) {
        return reason(Verifier.anyOf(List.of(verifiers)), request("x"));
    }
}
