package io.tidegate.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists dead letters. */
@Command(
        name = "list",
        description = {
            "Lists what could not be delivered to a destination, the oldest first, and why.",
            "With --output json, each on a line of its own, with the last answer."
        })
public final class DeadListCommand implements Callable<Integer> {

    private static final int PAGE = 500;
    private static final String FORM = "%-24s %-26s %8s  %-20s %-28s %s%n";

    @Mixin private DeadOption letters = new DeadOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin private OutputOption output = new OutputOption();

    @Mixin private AdminOptions admin = new AdminOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be 1 or more");
        }
        var out = spec.commandLine().getOut();
        boolean isText = !output.isJson();
        if (isText) {
            out.printf(FORM, "ID", "DIED", "ATTEMPTS", "SOURCE", "TYPE", "REASON");
        }
        int listed = list(out, isText);
        if (isText) {
            out.printf("%n%d dead letters of %s%s%n", listed, letters.destination(), more(listed));
        }
        out.flush();
        return 0;
    }

    private int list(PrintWriter out, boolean isText) throws InterruptedException {
        var link = admin.link();
        String place = "";
        int listed = 0;
        int found = PAGE;
        while (found == PAGE && listed < limit) {
            var page = link.get("/api/v1/dead", query(place)).getJsonArray("dead");
            found = page.size();
            for (int i = 0; i < found && listed < limit; i++, listed++) {
                JsonObject letter = page.getJsonObject(i);
                place = letter.getString("place");
                out.print(isText ? line(letter) : letter.encode() + System.lineSeparator());
            }
        }
        return listed;
    }

    private Map<String, List<String>> query(String place) {
        var query = letters.query();
        query.put("after", List.of(place));
        query.put("limit", List.of("" + PAGE));
        return query;
    }

    private static String line(JsonObject letter) {
        return FORM.formatted(
                letter.getString("id"),
                letter.getString("diedAt"),
                letter.getInteger("attempts"),
                plain(letter.getString("source")),
                plain(letter.getString("type")),
                plain(letter.getString("reason")));
    }

    /** What strangers wrote must not steer the terminal. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private String more(int listed) {
        return listed == limit ? ", and perhaps more: see --limit" : "";
    }
}
