package io.tidegate.action;

import io.tidegate.config.DestinationConfig;
import io.tidegate.config.ExecConfig;
import io.tidegate.event.Delivery;
import io.tidegate.event.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a program for each event. Delivered means that it ended with 0; 65 ({@code EX_DATAERR}) is a
 * refusal for ever, any other end is tried again.
 */
final class ExecAction implements Action {

    private static final Logger LOGGER = LoggerFactory.getLogger(ExecAction.class);

    private static final int STARTERS = 2;
    private static final int DATA_ERROR = 65;

    private final String destination;
    private final ExecConfig config;
    private final Duration timeout;
    private final Vertx vertx;
    private final Workers workers;
    private final ProgramLaunch launch;

    /** What runs now; whoever closes the action ends it. */
    private final Set<RunningProgram> running = new HashSet<>();

    ExecAction(Actions actions, String name, ExecConfig config, DestinationConfig destination) {
        this.destination = name;
        this.config = config;
        this.timeout = destination.timeout();
        this.vertx = actions.vertx();
        this.workers = new Workers(vertx, "exec", STARTERS, timeout);
        this.launch = new ProgramLaunch(config, actions.environment());
    }

    @Override
    public Future<Outcome> attempt(Delivery delivery) {
        var started = workers.make(() -> launch.start(delivery), this::kill);
        return started.compose(program -> await(program, delivery))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(late -> started.onSuccess(RunningProgram::kill))
                .otherwise(this::outcomeOf);
    }

    private Future<Outcome> await(RunningProgram program, Delivery delivery) {
        running.add(program);
        return program.end(vertx)
                .onComplete(over -> running.remove(program))
                .onSuccess(code -> log(code, program, delivery))
                .map(ExecAction::outcome);
    }

    private static Outcome outcome(int code) {
        if (code == 0) {
            return Outcome.delivered();
        }
        String reason = "exit " + code;
        return code == DATA_ERROR ? Outcome.dead(reason) : Outcome.retry(reason);
    }

    private void log(int code, RunningProgram program, Delivery delivery) {
        if (config.logOutput()) {
            LOGGER.atInfo()
                    .addKeyValue("destination", destination)
                    .addKeyValue("eventId", delivery.id())
                    .addKeyValue("exit", code)
                    .addKeyValue("output", program.output())
                    .log("program ended");
        }
    }

    private Future<Void> kill(RunningProgram program) {
        program.kill();
        return Future.succeededFuture();
    }

    private Outcome outcomeOf(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return Outcome.retry(Failure.reason(cause, timeout));
        }
        return cause instanceof IOException
                ? Failure.hardlyPassing("program cannot be started")
                : Outcome.retry(Failure.reason(cause, timeout));
    }

    @Override
    public Future<Void> close() {
        running.forEach(RunningProgram::kill);
        return workers.close();
    }
}
