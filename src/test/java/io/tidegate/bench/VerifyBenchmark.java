package io.tidegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.event.InboundRequest;
import io.tidegate.event.Verdict;
import io.tidegate.verify.scheme.Opinion;
import io.tidegate.verify.value.Evidence;
import java.security.GeneralSecurityException;
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

/**
 * What verifying one request costs, for a provider of each kind of proof, beside the same
 * cryptography in bare Java. Medians, which other work on the machine disturbs least.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VerifyBenchmark {

    private static final String LINE =
            "{\"object\":\"line_item\",\"amount\":1200,\"currency\":\"eur\",\"description\":\"a"
                    + " box of tide tables\",\"taxes\":[{\"rate\":0.19,\"included\":true}]},";

    /** The provider. */
    @Param({
        "github",
        "stripe",
        "slack",
        "standard-webhooks",
        "wise",
        "sendgrid-event",
        "discord-interactions",
        "google-pubsub-push",
        "telegram"
    })
    public String provider = "";

    /** How many bytes the body has. */
    @Param({"1024", "65536"})
    public int size;

    private Contest contest = Contest.NONE;
    private InboundRequest request = contest.entrance().request(new byte[0]);

    /** Signs the request, and makes sure that it is found genuine. */
    @Setup
    public void sign() throws GeneralSecurityException {
        byte[] body = body(size);
        contest = Contest.of(provider, body);
        request = contest.entrance().request(body);
        boolean isProven = proof() instanceof Opinion.Genuine;
        if (!isProven || !(verdict() instanceof Verdict.Genuine) || !bare()) {
            throw new IllegalStateException(provider + " is not genuine");
        }
    }

    /** JSON with the names of the event at both ends. */
    private static byte[] body(int size) {
        String start = "{\"id\":\"evt_1\",\"event_id\":\"Ev1\",\"lines\":[";
        String end = "0],\"event_type\":\"paid\",\"type\":\"invoice.paid\"}";
        int lines = (size - start.length() - end.length()) / LINE.length();
        String body = start + LINE.repeat(lines);
        return (body + " ".repeat(size - body.length() - end.length()) + end).getBytes(UTF_8);
    }

    /** The cryptography in bare Java. */
    @Benchmark
    public boolean bare() throws GeneralSecurityException {
        return contest.bare().holds(contest.proven());
    }

    /** The proof: find the signature, put together what is signed, check it and its time. */
    @Benchmark
    public Opinion proof() {
        return contest.entrance().verifier().judge(Evidence.of(request));
    }

    /** All that the door asks: the proof, handshakes, the id and the type of the event. */
    @Benchmark
    public Verdict verdict() {
        return contest.entrance().source().verify(request);
    }

    /** Runs the benchmark; arguments are those of the harness. */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        new Runner(
                        new OptionsBuilder()
                                .parent(new CommandLineOptions(arguments))
                                .include(VerifyBenchmark.class.getName())
                                .build())
                .run();
    }
}
