package io.tidegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.config.RouteConfig;
import io.tidegate.event.Event;
import io.tidegate.event.EventId;
import io.tidegate.event.Headers;
import io.tidegate.event.StoredEvent;
import io.tidegate.route.Router;
import io.tidegate.route.Routing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What routing one GitHub event of 2 KB costs, with one route or a thousand on its source. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RouteBenchmark {

    /** What the filters of all routes look at; each route wants another value. */
    @Param({"type", "header", "body", "two tests", "affix", "none of these"})
    public String kind = "";

    /** How many routes there are; the last one matches the event. */
    @Param({"1", "1000"})
    public int routes;

    private final StoredEvent event = event();
    private Router router = Router.compile(Map.of(), Map.of());

    /** Compiles the routes. */
    @Setup
    public void compile() {
        var configured = new LinkedHashMap<String, RouteConfig>();
        for (int i = 0; i < routes; i++) {
            configured.put("r" + i, route(i == routes - 1 ? 0 : i + 1));
        }
        router = Router.compile(configured, Map.of());
    }

    private RouteConfig route(int number) {
        return new RouteConfig(
                List.of("shop"),
                when(kind, number == 0 ? "" : "-" + number),
                "{ref: .body.pull_request.merge_commit_sha, number: .body.number}",
                List.of("ci"));
    }

    private static String when(String kind, String suffix) {
        return switch (kind) {
            case "type" -> ".type == \"pull_request" + suffix + "\"";
            case "header" -> ".headers[\"x-github-event\"] == \"pull_request" + suffix + "\"";
            case "body" -> ".body.action == \"closed" + suffix + "\" and .body.pull_request.merged";
            case "two tests" ->
                    ".type == \"pull_request\" and .body.repository.full_name == \"acme/shop"
                            + suffix
                            + "\" and .body.pull_request.merged";
            case "affix" -> ".body.pull_request.title | endswith(\"flow" + suffix + "\")";
            default -> ".body.pull_request.title | contains(\"flow" + suffix + "\")";
        };
    }

    /** Filter and transform, the reading of the body included. */
    @Benchmark
    public Routing route() {
        return router.route(event);
    }

    private static StoredEvent event() {
        var user = "{\"login\":\"octocat\",\"id\":583231,\"type\":\"User\",\"site_admin\":false}";
        var body =
                """
                {"action":"closed","number":1347,"pull_request":{"id":1,"state":"closed",
                "title":"Amazing new flow","merged":true,"user":%1$s,"body":"%2$s",
                "merge_commit_sha":"e5bd3914e2e596debea16f433f57875b5b90bcd6",
                "labels":[{"id":1,"name":"bug","color":"f29513"},{"id":2,"name":"now"}],
                "head":{"ref":"new-topic","sha":"6dcb09b5b57875f334f61aebed695e2e4193db5e"},
                "base":{"ref":"main","sha":"6dcb09b5b57875f334f61aebed695e2e4193db5e"},
                "commits":3,"additions":100,"deletions":3,"changed_files":5},
                "repository":{"id":1296269,"name":"shop","full_name":"acme/shop","owner":%1$s,
                "private":true,"html_url":"https://github.test/acme/shop","fork":false},
                "sender":%1$s}"""
                        .formatted(user, "Please pull these awesome changes in! ".repeat(25))
                        .replace("\n", "");
        return new StoredEvent(
                new EventId(3, 1_763_900_000_000L, 1),
                new Event(
                        "shop",
                        "github",
                        "pull_request",
                        "72d3162e-cc78-11e3-81ab-4c9367dc0958",
                        Instant.parse("2026-11-23T00:00:00Z"),
                        headers(),
                        body.getBytes(UTF_8)));
    }

    private static Headers headers() {
        return Headers.of(
                "Host", "hooks.example.com",
                "User-Agent", "GitHub-Hookshot/044aadd",
                "Content-Type", "application/json",
                "X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958",
                "X-GitHub-Event", "pull_request",
                "X-GitHub-Hook-ID", "292430182",
                "X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46");
    }

    /** Runs the benchmark; arguments are those of the harness. */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        new Runner(
                        new OptionsBuilder()
                                .parent(new CommandLineOptions(arguments))
                                .include(RouteBenchmark.class.getName())
                                .build())
                .run();
    }
}
