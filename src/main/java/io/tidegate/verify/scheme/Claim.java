package io.tidegate.verify.scheme;

import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.JsonPointer;
import io.tidegate.verify.value.Template;
import java.util.List;
import java.util.Optional;

/**
 * What a token must claim.
 *
 * @param name the claim's name, or a pointer to it
 * @param expected what it may be: any of these; {@link Condition#ANYTHING} for any text, {@link
 *     Condition#NOTHING} where the claim must not be there
 * @param isDigest whether it is a hash of what came with the token
 */
public record Claim(String name, List<Template> expected, boolean isDigest) {

    public Claim {
        expected = List.copyOf(expected);
    }

    /** Why the claim is not what it must be. */
    Optional<Rejection> reject(Evidence evidence) {
        for (Template template : expected) {
            Optional<String> text = template.in(evidence);
            if (text.isPresent() && isMet(evidence, text.get())) {
                return Optional.empty();
            }
        }
        return Optional.of(isDigest ? Rejection.WRONG_DIGEST : Rejection.WRONG_CLAIM);
    }

    private boolean isMet(Evidence evidence, String wanted) {
        byte[] claims = evidence.token().claims();
        Optional<String> actual = new JsonPointer(pointer()).text(claims, 0);
        return switch (wanted) {
            case Condition.ANYTHING -> actual.filter(it -> !it.isEmpty()).isPresent();
            case Condition.NOTHING -> actual.isEmpty();
            default -> actual.filter(wanted::equals).isPresent() || isAmong(claims, wanted);
        };
    }

    /** Audiences may be a list. */
    private boolean isAmong(byte[] claims, String wanted) {
        var item = new JsonPointer(pointer() + "/*");
        int items = Math.min(item.items(claims), 20);
        for (int i = 0; i < items; i++) {
            if (item.text(claims, i).filter(wanted::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private String pointer() {
        return name.startsWith("/") ? name : "/" + name;
    }

    /** What a sender claims; empty if that is nothing in particular. */
    Optional<String> written(Evidence evidence) {
        return expected.get(0)
                .in(evidence)
                .filter(it -> !it.equals(Condition.ANYTHING) && !it.equals(Condition.NOTHING));
    }
}
