package io.tidegate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.ProviderFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that lists all providers is made of their files, never by hand. */
class ReferencePageTest {

    private static final Path PAGE = Path.of("src/docs/providers.md");

    /**
     * After a change of a provider: {@code mvn test -Dtest=ReferencePageTest
     * -Dtidegate.write=true}.
     */
    @Test
    void thePageIsThatOfTheFiles() throws IOException {
        // When
        String page = page();
        if (Boolean.getBoolean("tidegate.write")) {
            Files.writeString(PAGE, page);
        }
        // Then
        assertThat(PAGE)
                .as("run again with -Dtidegate.write=true and commit the change")
                .hasContent(page);
    }

    private static String page() {
        List<Provider> providers = Recorded.CATALOGUE.all();
        var page = new StringBuilder();
        page.append(
                """
                # Providers

                %d providers, generated from `config/providers`. `tidegate providers ID` explains one on a screen. "Body": whether a
                changed body is noticed. "Age": how old a signed time may be. "Asks": whether the provider asks about the address first.
                Any other sender is described in a file of your own, see [provider files](provider-files.md).
                """
                        .formatted(providers.size()));
        var byCategory =
                providers.stream()
                        .collect(
                                Collectors.groupingBy(
                                        it -> it.file().category(),
                                        TreeMap::new,
                                        Collectors.toList()));
        byCategory.forEach(
                (category, members) -> {
                    page.append("\n## ").append(category).append("\n\n");
                    page.append("| id | name | proof | body | age | asks |\n");
                    page.append("| --- | --- | --- | --- | --- | --- |\n");
                    members.forEach(it -> page.append(row(it)));
                });
        return page.toString();
    }

    private static String row(Provider provider) {
        ProviderFile file = provider.file();
        var explanation = new Explanation(provider);
        return "| %s | [%s](%s) | %s | %s | %s | %s |\n"
                .formatted(
                        file.id(),
                        file.name().replace("|", "/"),
                        file.docs(),
                        explanation.brief(),
                        explanation.coversBody() ? "yes" : "no",
                        explanation.age(),
                        file.handshake().isEmpty() ? "" : "yes");
    }
}
