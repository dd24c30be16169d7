package io.tidegate.verify.scheme;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.key.JoseAlgorithm;
import io.tidegate.verify.key.KeySupply;
import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.TokenParts;
import io.tidegate.verify.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON web token that comes with the request, or is its body. What ties it to the body is a claim
 * with the body's hash; without one it proves who sends and nothing about what.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725">RFC 8725, best practices</a>
 */
public final class JwtScheme implements Scheme {

    private static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final Value from;
    private final String prefix;
    private final TokenKeys keys;
    private final List<Claim> claims;
    private final Freshness freshness;
    private final boolean isHeavy;

    /**
     * A scheme.
     *
     * @param from where the token is
     * @param prefix what stands before it, in any case
     * @param keys the keys by algorithm
     * @param claims what it must claim
     * @param freshness how old it may be, besides its own word on when it expires
     * @param isHeavy whether one check takes more time than an event loop has
     */
    public JwtScheme(
            Value from,
            String prefix,
            TokenKeys keys,
            List<Claim> claims,
            Freshness freshness,
            boolean isHeavy) {
        this.from = from;
        this.prefix = prefix;
        this.keys = keys;
        this.claims = List.copyOf(claims);
        this.freshness = freshness;
        this.isHeavy = isHeavy;
    }

    @Override
    public boolean accepts(String secret) {
        return keys.accept(secret);
    }

    @Override
    public Verifier with(List<String> secrets) {
        Map<JoseAlgorithm, KeySupply> supplies = keys.with(secrets);
        return evidence -> judge(evidence, supplies);
    }

    private Opinion judge(Evidence evidence, Map<JoseAlgorithm, KeySupply> supplies) {
        List<String> texts = from.allIn(evidence);
        if (texts.isEmpty()) {
            return Opinion.refused(Rejection.MISSING_SIGNATURE);
        }
        if (texts.size() > 1 || evidence.repeatsAnyOf(from.headers())) {
            return Opinion.refused(Rejection.REPEATED_HEADER);
        }
        Optional<CompactToken> token = token(texts.get(0));
        Optional<byte[]> payload = token.flatMap(CompactToken::payload);
        if (token.isEmpty() || payload.isEmpty()) {
            return Opinion.refused(Rejection.MALFORMED_SIGNATURE);
        }
        Evidence known = evidence.withToken(new TokenParts(token.get().header(), payload.get()));
        Opinion opinion =
                TokenKeys.judge(
                        supplies, known, token.get().signedText(), token.get().signature(), false);
        return opinion instanceof Opinion.Genuine
                ? reject(known).map(Opinion::refused).orElse(opinion)
                : opinion;
    }

    private Optional<CompactToken> token(String text) {
        return text.regionMatches(true, 0, prefix, 0, prefix.length())
                ? CompactToken.read(text.substring(prefix.length()))
                : Optional.empty();
    }

    private Optional<Rejection> reject(Evidence evidence) {
        for (Claim claim : claims) {
            Optional<Rejection> reason = claim.reject(evidence);
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Lifetime.reject(evidence, LEEWAY).or(() -> freshness.reject(evidence));
    }

    @Override
    public InboundRequest sign(Evidence evidence, String secret) {
        Evidence stamped = freshness.stamp(evidence);
        Instant now = evidence.request().receivedAt();
        var own = new ClaimsText();
        claims.forEach(claim -> claim.written(stamped).ifPresent(it -> own.add(claim.name(), it)));
        stamped.fields().forEach(own::add);
        own.add("iat", now.getEpochSecond()).add("exp", now.plus(LIFETIME).getEpochSecond());
        boolean isBody = from.in(stamped).filter(text -> text.startsWith("{")).isPresent();
        String payload = isBody ? own.before(evidence.request().body()) : own.json();
        String header = "{\"alg\":\"" + keys.signingAlgorithm().written() + "\",\"typ\":\"JWT\"}";
        String signed = encoded(header) + "." + encoded(payload);
        byte[] signature = keys.sign(secret, signed.getBytes(StandardCharsets.US_ASCII));
        String token = signed + "." + Coding.BASE64URL.encode(signature);
        return from.put(stamped, prefix + token).request();
    }

    private static String encoded(String json) {
        return Coding.BASE64URL.encode(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Set<String> secretHeaders() {
        // The token is good until it expires, for whoever reads it.
        return claims.stream().anyMatch(Claim::isDigest)
                ? Set.of()
                : new LinkedHashSet<>(from.headers());
    }

    @Override
    public Optional<Value> proof() {
        return Optional.of(from);
    }

    @Override
    public boolean fetchesKeys() {
        return keys.areFetched();
    }

    @Override
    public boolean isHeavy() {
        return isHeavy;
    }
}
