package io.tidegate.verify.value;

import java.util.Optional;
import java.util.function.Function;

/** A value inside the header or the claims of a JSON web token that came with the request. */
final class TokenValue implements Value {

    private final JsonPointer place;
    private final Function<TokenParts, byte[]> part;

    private TokenValue(String name, Function<TokenParts, byte[]> part) {
        place = new JsonPointer(name.startsWith("/") ? name : "/" + name);
        this.part = part;
    }

    /** A claim, by name or pointer. */
    static Value claim(String name) {
        return new TokenValue(name, TokenParts::claims);
    }

    /** A field of the header, by name or pointer. */
    static Value header(String name) {
        return new TokenValue(name, TokenParts::header);
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        return place.text(part.apply(evidence.token()), evidence.item());
    }
}
