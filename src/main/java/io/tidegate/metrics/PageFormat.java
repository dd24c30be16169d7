package io.tidegate.metrics;

/** A format that Prometheus reads. */
enum PageFormat {
    /** The older one, which everybody reads. */
    TEXT("text/plain; version=0.0.4; charset=utf-8") {
        @Override
        String heading(String family, String type, String help) {
            String name = type.equals(COUNTER) ? family + "_total" : family;
            return help(name, help.replace("\\", "\\\\").replace("\n", "\\n")) + type(name, type);
        }
    },

    /** The one with examples. */
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8") {
        @Override
        String heading(String family, String type, String help) {
            return type(family, type) + help(family, escaped(help));
        }
    };

    /** The type whose samples end in {@code _total}. */
    static final String COUNTER = "counter";

    private static final String OPEN_METRICS_TYPE = "application/openmetrics-text";

    private final String contentType;

    PageFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The format for a client that takes this, as its header says it. */
    static PageFormat of(String accept) {
        return accept.contains(OPEN_METRICS_TYPE) ? OPEN_METRICS : TEXT;
    }

    /** The lines before the samples of a family; its name is without {@code _total}. */
    abstract String heading(String family, String type, String help);

    String contentType() {
        return contentType;
    }

    /** A text as it stands between quotes. */
    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String help(String name, String help) {
        return help.isEmpty() ? "" : "# HELP " + name + " " + help + "\n";
    }

    private static String type(String name, String type) {
        return "# TYPE " + name + " " + type + "\n";
    }
}
