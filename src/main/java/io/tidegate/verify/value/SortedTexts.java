package io.tidegate.verify.value;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Several texts put into the order of their characters and joined without a separator.
 *
 * @param parts the texts
 */
record SortedTexts(List<Value> parts) implements Value {

    SortedTexts {
        parts = List.copyOf(parts);
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        List<Optional<String>> texts = parts.stream().map(part -> part.in(evidence)).toList();
        return texts.stream().allMatch(Optional::isPresent)
                ? Optional.of(
                        texts.stream()
                                .flatMap(Optional::stream)
                                .sorted()
                                .collect(Collectors.joining()))
                : Optional.empty();
    }
}
