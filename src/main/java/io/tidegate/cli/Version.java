package io.tidegate.cli;

import picocli.CommandLine.IVersionProvider;

/** Names the release that the jar was built as, and the Java that runs it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        var release = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "tidegate " + (release == null ? "(not packaged)" : release),
            "Java " + Runtime.version()
        };
    }
}
