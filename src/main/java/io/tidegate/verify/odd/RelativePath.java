package io.tidegate.verify.odd;

import io.tidegate.verify.value.Evidence;
import io.tidegate.verify.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of an address behind that of another, as a relative path: it begins with a slash and
 * ends with none, unless it is nothing else.
 *
 * @param base the address that the path is relative to
 * @param url the address
 * @see <a href="https://developer.atlassian.com/cloud/bitbucket/query-string-hash/">Atlassian's
 *     canonical URI, read 2026-11-24</a>
 */
record RelativePath(Value base, Value url) implements Value {

    private static final Pattern PATH = Pattern.compile("^https?://[^/?#]+([^?#]*)");

    static Value of(List<Value> args) {
        var arguments = Arguments.exactly(2, args);
        return new RelativePath(arguments.value(0), arguments.value(1));
    }

    @Override
    public Optional<String> in(Evidence evidence) {
        Optional<String> start = base.in(evidence).flatMap(RelativePath::path);
        return url.in(evidence)
                .flatMap(RelativePath::path)
                .flatMap(path -> start.flatMap(it -> after(it, path)));
    }

    private static Optional<String> path(String address) {
        return Optional.of(PATH.matcher(address))
                .filter(Matcher::find)
                .map(it -> withoutLastSlash(it.group(1)));
    }

    private static Optional<String> after(String start, String path) {
        boolean isInside = path.equals(start) || path.startsWith(start + "/");
        String rest = isInside ? path.substring(start.length()) : "";
        return isInside
                ? Optional.of(rest.isEmpty() ? "/" : rest.replace("&", "%26"))
                : Optional.empty();
    }

    private static String withoutLastSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    @Override
    public List<Value> parts() {
        return List.of(base, url);
    }
}
