package io.tidegate.cli;

import io.tidegate.config.RouteConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.EventId;
import io.tidegate.event.StoredEvent;
import io.tidegate.provider.Source;
import io.tidegate.route.Match;
import io.tidegate.route.Router;
import io.tidegate.route.Routing;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a route would do with an event, without a gateway and without a network. */
@Command(
        name = "try",
        description = {
            "Shows offline what a route would do with an event: whether it matches, and what would be",
            "sent where. The file is JSON: {source, type, headers, body or body_base64}, all but the",
            "body optional; or a captured request; or what GET /api/v1/events/ID shows.",
            "Exits with 0 if the route matches, 1 if not, 2 if the input is wrong."
        })
public final class TryCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Parameters(paramLabel = "ROUTE", description = "The name of the route.")
    private String name = "";

    @Option(names = "--event", required = true, paramLabel = "FILE", description = "The event.")
    private Path file = Path.of("");

    @Mixin private ConfigurationOption configuration = new ConfigurationOption();
    @Mixin private ExtensionOptions extensions = new ExtensionOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    private final InstantSource clock = InstantSource.system();

    /** A command that takes variables from {@code environment}. */
    public TryCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var blueprint = Blueprint.read(configuration.file(), environment, extensions.load());
        var routes = blueprint.config().routes();
        var route = Optional.ofNullable(routes.get(name));
        if (route.isEmpty()) {
            throw wrong("there is no route '" + name + "'; known: " + routes.keySet());
        }
        return run(blueprint, route.get());
    }

    private int run(Blueprint blueprint, RouteConfig route) {
        var router = Router.compile(Map.of(name, route), blueprint.config().sources());
        var event = event(blueprint, router);
        PrintWriter out = spec.commandLine().getOut();
        int exit =
                router.takesFrom(name, event.event().source())
                        ? show(router.explain(event), out)
                        : noMatch("it does not take from " + event.event().source(), out);
        out.flush();
        return exit;
    }

    private StoredEvent event(Blueprint blueprint, Router router) {
        try {
            var written = EventFile.read(file);
            var source = source(written, blueprint, router);
            var id = new EventId(0, clock.millis(), 0);
            return new StoredEvent(id, written.event(source, clock.instant()));
        } catch (IllegalArgumentException unusable) {
            throw wrong(String.valueOf(unusable.getMessage()));
        }
    }

    /** The one that the file names, else the first that the route takes from. */
    private Source source(EventFile event, Blueprint blueprint, Router router) {
        var sources = blueprint.sources();
        var names = List.copyOf(blueprint.config().sources().keySet());
        var possible =
                event.source().map(List::of).orElseGet(() -> takenFrom(router, names)).stream()
                        .flatMap(it -> Optional.ofNullable(sources.get(it)).stream())
                        .filter(it -> event.source().isPresent() || isOf(it, event.provider()));
        return possible.findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no such source; name one in the file: " + names));
    }

    private List<String> takenFrom(Router router, List<String> sources) {
        return sources.stream().filter(source -> router.takesFrom(name, source)).toList();
    }

    private static boolean isOf(Source source, Optional<String> provider) {
        return provider.map(source.providerId()::equals).orElse(true);
    }

    private int show(Routing routing, PrintWriter out) {
        var result = routing.results().get(0);
        if (result.match() != Match.MATCHED) {
            String reason = result.reason();
            return noMatch(
                    routing.spoiled().isEmpty()
                            ? reason
                            : reason + "; the event becomes a dead letter",
                    out);
        }
        out.printf("route %s: match%n", name);
        var destinations = new LinkedHashSet<String>();
        routing.owed().forEach(delivery -> destinations.add(delivery.destination()));
        out.printf("to: %s%n", String.join(", ", destinations));
        routing.owed().stream()
                .filter(it -> it.destination().equals(routing.owed().get(0).destination()))
                .forEach(delivery -> out.println(payload(delivery)));
        return 0;
    }

    private static String payload(Delivery delivery) {
        String part = delivery.id().part();
        String text = text(delivery.payload());
        return part.isEmpty()
                ? "payload: " + text
                : "payload " + part.substring(0, part.indexOf('-')) + ": " + text;
    }

    private static String text(byte[] payload) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
        } catch (CharacterCodingException notText) {
            return payload.length + " bytes that are no text";
        }
    }

    private int noMatch(String reason, PrintWriter out) {
        out.printf("route %s: no match: %s%n", name, reason);
        return 1;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
