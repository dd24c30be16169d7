package io.tidegate.config;

import org.yaml.snakeyaml.nodes.Node;

/** One provider's file as it was read, which still knows the line of everything in it. */
public final class CatalogueFile {

    private final ProviderFile provider;
    private final Positions positions;

    private CatalogueFile(ProviderFile provider, Positions positions) {
        this.provider = provider;
        this.positions = positions;
    }

    /**
     * Reads a provider's file. Nothing is taken from the environment: the catalogue is the same
     * everywhere.
     *
     * @param file how problems name the file, as {@code providers/stripe.yaml}
     * @param text its content
     * @throws ConfigException with all that is wrong with it
     */
    public static CatalogueFile read(String file, String text) {
        var findings = new Findings(file);
        Node root = YamlText.parse(file, text);
        var provider =
                new RecordBinder(findings, Interpolation.NONE).bind(ProviderFile.class, root);
        ConfigException.throwIfAny(findings.problems());
        return new CatalogueFile(provider.orElseThrow(), findings.positions());
    }

    /** The provider that the file describes. */
    public ProviderFile provider() {
        return provider;
    }

    /**
     * A problem that came to light after reading, with the line of what it is about.
     *
     * @param path where in the document, as {@code verify[0].signed}
     * @param text what is wrong and what to do about it
     */
    public Problem problem(String path, String text) {
        return positions.problem(path, text);
    }
}
