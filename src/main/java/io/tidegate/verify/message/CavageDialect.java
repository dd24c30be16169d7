package io.tidegate.verify.message;

import io.tidegate.event.Rejection;
import io.tidegate.verify.value.Coding;
import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Signatures as the draft before RFC 9421 has them, in any of its versions: one signature in one
 * field, the names of what is covered beside it. Of its parameters only the times can be signed;
 * times that are not are passed over.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-cavage-http-signatures-12">
 *     draft-cavage-http-signatures</a>
 */
public final class CavageDialect implements Dialect {

    private static final String REQUEST_TARGET = "(request-target)";
    private static final String CREATED = "(created)";
    private static final String EXPIRES = "(expires)";
    private static final String COVERED = "headers";
    private static final String ALGORITHM = "algorithm";
    private static final String SIGNATURE = "signature";

    /** Says that the algorithm follows from the key. */
    private static final String UNSTATED = "hs2019";

    private static final Pattern NAME =
            Pattern.compile(
                    "[a-z0-9!#$%&'*+.^_`|~-]+|\\(request-target\\)|\\(created\\)|\\(expires\\)");
    private static final int MOST_COMPONENTS = 50;
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final Value place;
    private final String prefix;
    private final RequestParts parts;

    /**
     * The dialect.
     *
     * @param place where the signature is
     * @param prefix what stands before it, in any case, as {@code Signature }
     * @param url the address that the sender used, query included
     */
    public CavageDialect(Value place, String prefix, Value url) {
        this.place = place;
        this.prefix = prefix;
        parts = new RequestParts(url);
    }

    /**
     * The component that a provider file names, as {@code (request-target)} or {@code digest}.
     *
     * @throws IllegalArgumentException with a message for the user, if there is none
     */
    public static Component component(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no component; write a header field in lower case, %s, %s or %s"
                            .formatted(name, REQUEST_TARGET, CREATED, EXPIRES));
        }
        return Component.named(name);
    }

    @Override
    public Found find(Evidence evidence) {
        List<String> texts = place.allIn(evidence);
        if (texts.isEmpty()) {
            return Found.nothing(Rejection.MISSING_SIGNATURE);
        }
        if (texts.size() > 1 || evidence.repeatsAnyOf(place.headers())) {
            return Found.nothing(Rejection.REPEATED_HEADER);
        }
        String text = texts.get(0);
        List<Statement> statements =
                Optional.of(text)
                        .filter(it -> it.regionMatches(true, 0, prefix, 0, prefix.length()))
                        .flatMap(it -> AuthParameters.read(it.substring(prefix.length())))
                        .flatMap(CavageDialect::statement)
                        .stream()
                        .toList();
        return new Found(statements, Rejection.MALFORMED_SIGNATURE);
    }

    private static Optional<Statement> statement(Map<String, String> said) {
        List<String> names =
                Arrays.stream(said.getOrDefault(COVERED, CREATED).strip().split(" +"))
                        .limit(MOST_COMPONENTS + 1)
                        .map(it -> it.toLowerCase(Locale.ROOT))
                        .toList();
        boolean isClear =
                !said.getOrDefault(ALGORITHM, UNSTATED).isEmpty()
                        && names.size() <= MOST_COMPONENTS
                        && names.stream().allMatch(it -> NAME.matcher(it).matches())
                        && names.stream().distinct().count() == names.size();
        return Optional.ofNullable(said.get(SIGNATURE))
                .filter(it -> isClear)
                .flatMap(Coding.BASE64::decode)
                .map(bytes -> statement(said, names, bytes));
    }

    private static Statement statement(
            Map<String, String> said, List<String> names, byte[] signature) {
        var kept = new LinkedHashMap<String, BareItem>();
        said.forEach((name, value) -> kept.put(name, BareItem.string(value)));
        kept.keySet().removeAll(List.of(SIGNATURE, COVERED));
        kept.keySet().removeIf(it -> isTime(it) && !names.contains("(" + it + ")"));
        String algorithm = said.getOrDefault(ALGORITHM, UNSTATED);
        return new Statement(
                names.stream().map(Component::named).toList(),
                kept,
                algorithm.equals(UNSTATED) ? "" : algorithm,
                "",
                signature);
    }

    private static boolean isTime(String parameter) {
        return parameter.equals(Statement.CREATED) || parameter.equals(Statement.EXPIRES);
    }

    @Override
    public Optional<byte[]> base(Statement statement, Evidence evidence) {
        var lines = new StringBuilder();
        for (Component component : statement.covered()) {
            Optional<String> value =
                    value(component.name(), statement, evidence).filter(RequestParts::isOneLine);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            lines.append(lines.length() == 0 ? "" : "\n");
            lines.append(component.name()).append(": ").append(value.get());
        }
        // Header bytes arrive as one char each, and so they are signed.
        return Optional.of(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private Optional<String> value(String name, Statement statement, Evidence evidence) {
        return switch (name) {
            case REQUEST_TARGET -> parts.address(evidence).map(it -> target(it, evidence));
            case CREATED -> statement.text(Statement.CREATED);
            case EXPIRES -> statement.text(Statement.EXPIRES);
            default ->
                    Optional.of(RequestParts.lines(name, evidence.request()))
                            .filter(it -> !it.isEmpty())
                            .map(it -> String.join(", ", it));
        };
    }

    private static String target(Address address, Evidence evidence) {
        return evidence.request().method().toLowerCase(Locale.ROOT) + " " + address.target();
    }

    @Override
    public BodyDigest digest() {
        return BodyDigest.DIGEST;
    }

    @Override
    public Statement draw(
            List<Component> covered,
            MessageAlgorithm algorithm,
            Map<String, BareItem> parameters,
            Instant now) {
        var all = new LinkedHashMap<String, BareItem>();
        all.put(Statement.KEY_ID, BareItem.string("main"));
        all.putAll(parameters);
        all.put(ALGORITHM, BareItem.string(algorithm.written()));
        if (covered.contains(Component.named(CREATED))) {
            all.put(Statement.CREATED, BareItem.integer(now.getEpochSecond()));
        }
        if (covered.contains(Component.named(EXPIRES))) {
            all.put(Statement.EXPIRES, BareItem.integer(now.plus(LIFETIME).getEpochSecond()));
        }
        return new Statement(covered, all, algorithm.written(), "", new byte[0]);
    }

    @Override
    public Evidence write(Statement statement, Evidence evidence) {
        var said = new LinkedHashMap<>(statement.parameters());
        String covered =
                statement.covered().stream().map(Component::name).collect(Collectors.joining(" "));
        said.put(COVERED, BareItem.string(covered));
        said.put(SIGNATURE, BareItem.string(Coding.BASE64.encode(statement.signature())));
        return place.put(evidence, prefix + AuthParameters.written(said));
    }

    @Override
    public Value place() {
        return place;
    }
}
