package io.tidegate.verify.message;

import io.tidegate.event.Rejection;
import io.tidegate.verify.message.BareItem.Kind;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signatures as RFC 9421 has them: what is covered stands in one field, the signatures in another,
 * and labels tell what belongs together.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9421">RFC 9421</a>
 */
public final class StandardDialect implements Dialect {

    private static final String INPUT = "Signature-Input";
    private static final String SIGNATURE = "Signature";
    private static final String ALGORITHM = "alg";

    /** Enough for every rotation and every proxy; beyond them somebody makes us work. */
    private static final int MOST_SIGNATURES = 10;

    private static final int MOST_COMPONENTS = 50;

    private final Value place;
    private final RequestParts parts;

    /**
     * The dialect.
     *
     * @param place the field {@code Signature}
     * @param url the address that the sender used, query included
     */
    public StandardDialect(Value place, Value url) {
        this.place = place;
        parts = new RequestParts(url);
    }

    @Override
    public Found find(Evidence evidence) {
        List<String> inputs = RequestParts.lines(INPUT, evidence.request());
        List<String> signatures = RequestParts.lines(SIGNATURE, evidence.request());
        if (inputs.isEmpty() || signatures.isEmpty()) {
            return Found.nothing(Rejection.MISSING_SIGNATURE);
        }
        Optional<Dictionary> input = Dictionary.read(inputs);
        Optional<Dictionary> signature = Dictionary.read(signatures);
        return input.isEmpty() || signature.isEmpty()
                ? Found.nothing(Rejection.MALFORMED_SIGNATURE)
                : found(input.get(), signature.get());
    }

    private static Found found(Dictionary input, Dictionary signature) {
        List<String> labels =
                input.members().keySet().stream()
                        .filter(label -> signature.get(label).isPresent())
                        .toList();
        List<Statement> statements =
                labels.stream()
                        .map(label -> statement(label, input, signature))
                        .flatMap(Optional::stream)
                        .limit(MOST_SIGNATURES)
                        .toList();
        return new Found(
                statements,
                labels.isEmpty() ? Rejection.MISSING_SIGNATURE : Rejection.MALFORMED_SIGNATURE);
    }

    private static Optional<Statement> statement(
            String label, Dictionary input, Dictionary signature) {
        return input.get(label)
                .filter(InnerList.class::isInstance)
                .map(InnerList.class::cast)
                .filter(StandardDialect::isWellTyped)
                .flatMap(
                        it ->
                                covered(it.items())
                                        .flatMap(
                                                covered ->
                                                        signature
                                                                .bytes(label)
                                                                .map(
                                                                        bytes ->
                                                                                statement(
                                                                                        label, it,
                                                                                        covered,
                                                                                        bytes))));
    }

    private static Statement statement(
            String label, InnerList input, List<Component> covered, byte[] signature) {
        BareItem algorithm = input.parameters().getOrDefault(ALGORITHM, BareItem.string(""));
        return new Statement(covered, input.parameters(), algorithm.text(), label, signature);
    }

    private static boolean isWellTyped(InnerList input) {
        return input.parameters().entrySet().stream()
                .allMatch(it -> isWellTyped(it.getKey(), it.getValue()));
    }

    private static boolean isWellTyped(String name, BareItem value) {
        return switch (name) {
            case Statement.CREATED, Statement.EXPIRES -> value.kind() == Kind.INTEGER;
            case ALGORITHM -> value.kind() == Kind.STRING && !value.text().isEmpty();
            case Statement.KEY_ID, "nonce", "tag" -> value.kind() == Kind.STRING;
            default -> true;
        };
    }

    /** The components; empty if one is unknown or there twice. */
    private static Optional<List<Component>> covered(List<Item> items) {
        List<Component> covered =
                items.stream()
                        .limit(MOST_COMPONENTS)
                        .map(Component::listed)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList();
        return covered.size() == items.size() ? Optional.of(covered) : Optional.empty();
    }

    @Override
    public Optional<byte[]> base(Statement statement, Evidence evidence) {
        var text = new StringBuilder();
        for (Component component : statement.covered()) {
            Optional<String> value = parts.value(component, evidence);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            text.append(component.item().written()).append(": ").append(value.get()).append('\n');
        }
        text.append("\"@signature-params\": ").append(input(statement).written());
        return Optional.of(text.toString())
                .filter(it -> StandardCharsets.US_ASCII.newEncoder().canEncode(it))
                .map(it -> it.getBytes(StandardCharsets.US_ASCII));
    }

    private static InnerList input(Statement statement) {
        List<Item> items = statement.covered().stream().map(Component::item).toList();
        return new InnerList(items, statement.parameters());
    }

    @Override
    public BodyDigest digest() {
        return BodyDigest.CONTENT_DIGEST;
    }

    @Override
    public Statement draw(
            List<Component> covered,
            MessageAlgorithm algorithm,
            Map<String, BareItem> parameters,
            Instant now) {
        var all = new LinkedHashMap<String, BareItem>();
        all.put(Statement.CREATED, BareItem.integer(now.getEpochSecond()));
        all.putAll(parameters);
        all.put(ALGORITHM, BareItem.string(algorithm.written()));
        return new Statement(covered, all, algorithm.written(), "sig1", new byte[0]);
    }

    @Override
    public Evidence write(Statement statement, Evidence evidence) {
        var signature = new Item(BareItem.bytes(statement.signature()), Map.of());
        return evidence.withHeader(INPUT, field(statement, input(statement)))
                .withHeader(SIGNATURE, field(statement, signature));
    }

    private static String field(Statement statement, Member member) {
        return new Dictionary(Map.of(statement.label(), member)).written();
    }

    @Override
    public Value place() {
        return place;
    }
}
