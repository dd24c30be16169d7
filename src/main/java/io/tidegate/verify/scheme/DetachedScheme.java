package io.tidegate.verify.scheme;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Rejection;
import io.tidegate.verify.key.JoseAlgorithm;
import io.tidegate.verify.key.KeySupply;
import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.JsonPointer;
import io.tidegate.verify.value.Template;
import io.tidegate.verify.value.TokenParts;
import io.tidegate.verify.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A web signature without its payload, which both sides put together by the same template.
 *
 * @param from where the signature is
 * @param payload what is signed along with the signature's header
 * @param keys the keys by algorithm
 * @param freshness how old a request may be
 * @param isHeavy whether one check takes more time than an event loop has
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#appendix-F">RFC 7515, appendix F</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7797">RFC 7797, unencoded payload</a>
 */
public record DetachedScheme(
        Value from, Template payload, TokenKeys keys, Freshness freshness, boolean isHeavy)
        implements Scheme {

    private static final JsonPointer ENCODED = new JsonPointer("/b64");
    private static final JsonPointer CRITICAL = new JsonPointer("/crit/*");

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
        Optional<CompactToken> token =
                CompactToken.read(texts.get(0)).filter(it -> it.writtenPayload().isEmpty());
        if (token.isEmpty()) {
            return Opinion.refused(Rejection.MALFORMED_SIGNATURE);
        }
        Evidence known = evidence.withToken(new TokenParts(token.get().header(), new byte[0]));
        Optional<byte[]> body = payload.bytes(known);
        if (body.isEmpty()) {
            return Opinion.refused(Rejection.MISSING_VALUE);
        }
        byte[] signed = signed(token.get().writtenHeader(), token.get().header(), body.get());
        boolean allows = onlyStatesEncoding(token.get().header());
        Opinion opinion = TokenKeys.judge(supplies, known, signed, token.get().signature(), allows);
        return opinion instanceof Opinion.Genuine
                ? freshness.reject(known).map(Opinion::refused).orElse(opinion)
                : opinion;
    }

    private static boolean onlyStatesEncoding(byte[] header) {
        return CRITICAL.items(header) == 1
                && CRITICAL.text(header, 0).filter("b64"::equals).isPresent();
    }

    private static byte[] signed(String writtenHeader, byte[] header, byte[] payload) {
        boolean isRaw = ENCODED.text(header, 0).filter("false"::equals).isPresent();
        var all = new ByteArrayOutputStream();
        all.writeBytes((writtenHeader + ".").getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(
                isRaw
                        ? payload
                        : Coding.BASE64URL.encode(payload).getBytes(StandardCharsets.US_ASCII));
        return all.toByteArray();
    }

    @Override
    public InboundRequest sign(Evidence evidence, String secret) {
        Evidence timed = freshness.stamp(evidence);
        var members = new ClaimsText().add("alg", keys.signingAlgorithm().written());
        timed.fields().forEach(members::add);
        byte[] header = members.json().getBytes(StandardCharsets.UTF_8);
        Evidence stamped = timed.withToken(new TokenParts(header, new byte[0]));
        byte[] body =
                payload.bytes(stamped)
                        .orElseThrow(() -> new IllegalStateException("a signed value is missing"));
        String written = Coding.BASE64URL.encode(header);
        byte[] signature = keys.sign(secret, signed(written, header, body));
        return from.put(stamped, written + ".." + Coding.BASE64URL.encode(signature)).request();
    }

    @Override
    public Optional<Value> proof() {
        return Optional.of(from);
    }

    @Override
    public boolean fetchesKeys() {
        return keys.areFetched();
    }
}
