package io.tidegate.action;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A program that was started. What it prints is looked for now and then instead of waited for: who
 * leaves a child behind that holds the output open would else keep a thread for as long.
 *
 * <p>Used on the event loop that owns the action.
 */
final class RunningProgram {

    private static final long LOOK_EVERY_MILLIS = 20;

    private static final int MOST_READ_BYTES = 64 << 10;

    private final Process process;
    private final int mostOutputBytes;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    RunningProgram(Process process, int mostOutputBytes) {
        this.process = process;
        this.mostOutputBytes = mostOutputBytes;
    }

    /** Completes with the exit code when the program has ended, by itself or killed. */
    Future<Integer> end(Vertx vertx) {
        long looks = vertx.setPeriodic(LOOK_EVERY_MILLIS, look -> readOutput());
        return Future.fromCompletionStage(process.onExit(), vertx.getOrCreateContext())
                .onComplete(ended -> vertx.cancelTimer(looks))
                .onComplete(ended -> readOutput())
                .map(Process::exitValue);
    }

    /**
     * Takes what is there, a pipe's worth at most, without waiting; what is too much is dropped.
     */
    private void readOutput() {
        try {
            InputStream stream = process.getInputStream();
            byte[] bytes = stream.readNBytes(Math.min(stream.available(), MOST_READ_BYTES));
            output.write(bytes, 0, Math.min(bytes.length, mostOutputBytes - output.size()));
        } catch (IOException closed) {
            // It has nothing more to say.
        }
    }

    /** What it has printed so far, as far as there was room. */
    String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    /** Ends it and all that descend from it. */
    void kill() {
        var descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
