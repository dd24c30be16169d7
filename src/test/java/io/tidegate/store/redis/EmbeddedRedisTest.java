package io.tidegate.store.redis;

import static io.tidegate.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.config.RedisConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.StoreConfig.Durability;
import io.tidegate.store.StoreException;
import io.tidegate.testing.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's own server, as the process that it is. */
class EmbeddedRedisTest {

    private static final String PATH = System.getenv("PATH");

    @TempDir Path data;

    private final Vertx vertx = Vertx.vertx();
    private final List<Long> processes = new ArrayList<>();

    @AfterEach
    void endEverything() {
        await(vertx.close());
        processes.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void startsAServerThatAnswersToItsPasswordOnly() {
        // When
        var redis = start();
        // Then
        assertThat(send(redis, Command.PING)).isEqualTo("PONG");
        var stranger = Redis.createClient(vertx, redis.config().uri());
        assertThatThrownBy(() -> await(stranger.send(Request.cmd(Command.PING))))
                .hasStackTraceContaining("NOAUTH");
    }

    @Test
    void neverForgetsAndLosesAtMostASecond() {
        // When
        var redis = start();
        // Then
        assertThat(send(redis, Command.CONFIG, "GET", "appendonly")).contains("yes");
        assertThat(send(redis, Command.CONFIG, "GET", "appendfsync")).contains("everysec");
        assertThat(send(redis, Command.CONFIG, "GET", "maxmemory-policy")).contains("noeviction");
        assertThat(send(redis, Command.CONFIG, "GET", "bind")).contains("127.0.0.1");
    }

    @Test
    void writesThroughToTheDiskIfThatIsPromised() {
        // When
        var redis = start(Durability.FSYNCED, PATH);
        // Then
        assertThat(send(redis, Command.CONFIG, "GET", "appendfsync")).contains("always");
    }

    @Test
    void keepsWhatItHoldsFromOneRunToTheNext() {
        // Given
        var first = start();
        send(first, Command.SET, "kept", "yes");
        await(first.stop());
        // When
        var second = start();
        // Then
        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(send(second, Command.GET, "kept")).isEqualTo("yes");
    }

    @Test
    void stopEndsTheProcess() {
        // Given
        var redis = start();
        // When
        await(redis.stop());
        // Then
        assertThat(isAlive(redis.pid())).isFalse();
    }

    @Test
    void serverThatEndsByItselfIsStartedAgainWhereItWas() throws Exception {
        // Given
        var redis = start();
        send(redis, Command.SET, "kept", "yes");
        String uri = redis.config().uri();
        long first = redis.pid();
        // When
        signal(first, "TERM");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> redis.pid() != first);
        processes.add(redis.pid());
        // Then
        assertThat(redis.config().uri()).isEqualTo(uri);
        assertThat(send(redis, Command.GET, "kept")).isEqualTo("yes");
        await(redis.stop());
        assertThat(isAlive(redis.pid())).isFalse();
    }

    @Test
    void secondGatewayOnTheSameFolderIsRefusedWithARemedy() {
        // Given
        start();
        // When, Then
        assertThatThrownBy(this::start)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another gateway uses the data folder")
                .hasMessageContaining("redis.uri");
    }

    @Test
    void serverOutlivesAKilledGatewayAndIsTakenOverByTheNext() throws Exception {
        // Given
        var gateway = Gateway.start(data);
        long orphan = gateway.redis();
        processes.add(orphan);
        gateway.kill();
        assertThat(isAlive(orphan)).isTrue();
        // When
        var redis = start();
        // Then
        assertThat(redis.pid()).isEqualTo(orphan);
        assertThat(send(redis, Command.PING)).isEqualTo("PONG");
        await(redis.stop());
        Awaitility.await().until(() -> !isAlive(orphan));
    }

    @Test
    void serverThatIsTakenOverKeepsWhatThisRunPromises() throws Exception {
        // Given
        var gateway = Gateway.start(data);
        processes.add(gateway.redis());
        gateway.kill();
        // When
        var redis = start(Durability.FSYNCED, PATH);
        // Then
        assertThat(redis.pid()).isEqualTo(gateway.redis());
        assertThat(send(redis, Command.CONFIG, "GET", "appendfsync")).contains("always");
    }

    @Test
    void serverLeadsASessionOfItsOwnSoThatCtrlCDoesNotReachIt() throws Exception {
        // When
        var redis = start();
        // Then
        assertThat(sessionOf("" + redis.pid())).isEqualTo("" + redis.pid());
    }

    @Test
    void serverGetsItsOwnSessionWithoutSetsidToo() throws Exception {
        // Given
        Path bin = Files.createDirectory(data.resolve("bin"));
        Path link = bin.resolve("redis-server");
        Files.createSymbolicLink(link, RedisServer.binary().file().toAbsolutePath());
        // When
        var redis = start(bin.toString());
        // Then
        Files.delete(link);
        assertThat(sessionOf("" + redis.pid())).isNotEqualTo(sessionOf("self"));
        await(redis.stop());
        assertThat(isAlive(redis.pid())).isFalse();
    }

    @Test
    void recordOfADeadServerIsIgnored() throws Exception {
        // Given
        var redis = start();
        String record = Files.readString(data.resolve("redis.server"));
        await(redis.stop());
        Files.writeString(data.resolve("redis.server"), record);
        // When
        var next = start();
        // Then
        assertThat(send(next, Command.PING)).isEqualTo("PONG");
    }

    @Test
    void recordThatNamesAnotherProcessIsIgnored() throws Exception {
        // Given
        Files.writeString(
                data.resolve("redis.server"),
                new ServerRecord(ProcessHandle.current().pid(), 1, new Secret("x")).toText());
        // When
        var redis = start();
        // Then
        assertThat(send(redis, Command.PING)).isEqualTo("PONG");
    }

    @Test
    void serverThatWasStartedButNotYetRecordedIsTakenOver() throws Exception {
        // Given
        var gateway = Gateway.start(data);
        processes.add(gateway.redis());
        gateway.kill();
        Path file = data.resolve("redis.server");
        Files.writeString(file, Files.readString(file).replaceFirst("pid=\\d+", "pid=0"));
        // When
        var redis = start();
        // Then
        assertThat(redis.pid()).isEqualTo(gateway.redis());
    }

    @Test
    void formerServerThatDoesNotAnswerIsNeverJoinedByASecondOne() throws Exception {
        // Given
        var gateway = Gateway.start(data);
        processes.add(gateway.redis());
        gateway.kill();
        signal(gateway.redis(), "STOP");
        // When, Then
        assertThatThrownBy(this::start)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("process " + gateway.redis())
                .hasMessageContaining("does not answer");
        signal(gateway.redis(), "CONT");
        assertThat(start().pid()).isEqualTo(gateway.redis());
    }

    private static void signal(long pid, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, "" + pid).start().waitFor()).isZero();
    }

    @Test
    void failureToStartShowsTheEndOfTheServersLog() throws Exception {
        // Given
        var redis = start();
        send(redis, Command.SET, "a", "b");
        await(redis.stop());
        try (var files = Files.walk(data.resolve("appendonlydir"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".manifest")).toList()) {
                Files.writeString(file, "garbage\n");
            }
        }
        // When, Then
        assertThatThrownBy(this::start)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("did not start")
                .hasMessageContaining("AOF");
    }

    @Test
    void usesTheServerOfTheJarWhenNoneIsInstalled() {
        // When
        var redis = start("");
        // Then
        assertThat(send(redis, Command.INFO)).contains("redis_version:7.0.15");
        assertThat(data.resolve(BundledRedis.nameFor(os(), arch()))).isExecutable();
    }

    @Test
    void filesWithThePasswordAreReadableByTheOwnerOnly() throws Exception {
        // When
        start();
        // Then
        for (String file : List.of("redis.conf", "redis.server")) {
            assertThat(PosixFilePermissions.toString(permissions(file))).isEqualTo("rw-------");
        }
    }

    private java.util.Set<java.nio.file.attribute.PosixFilePermission> permissions(String file)
            throws IOException {
        return Files.getPosixFilePermissions(data.resolve(file));
    }

    private EmbeddedRedis start() {
        return start(PATH);
    }

    private EmbeddedRedis start(String searchPath) {
        return start(Durability.MEMORY, searchPath);
    }

    private EmbeddedRedis start(Durability durability, String searchPath) {
        var config =
                new RedisConfig("embedded", Secret.NONE, Duration.ofSeconds(2), data.toString());
        var redis = await(EmbeddedRedis.start(vertx, config, durability, searchPath));
        processes.add(redis.pid());
        return redis;
    }

    private String send(EmbeddedRedis redis, Command command, String... words) {
        var options =
                new RedisOptions()
                        .setConnectionString(redis.config().uri())
                        .setPassword(redis.config().password().value());
        var request = Request.cmd(command);
        List.of(words).forEach(request::arg);
        var client = Redis.createClient(vertx, options);
        return await(client.send(request).map(String::valueOf).eventually(client::close));
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static String sessionOf(String pid) throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/stat")).split(" ", -1)[5];
    }

    private static String os() {
        return System.getProperty("os.name");
    }

    private static String arch() {
        return System.getProperty("os.arch");
    }

    /** A gateway's JVM that starts its server and then waits to be killed. */
    private record Gateway(Process process, long redis) {

        static Gateway start(Path data) throws IOException {
            var process =
                    new ProcessBuilder(
                                    ProcessHandle.current().info().command().orElseThrow(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    EmbeddedRedisHolder.class.getName(),
                                    data.toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            var lines = process.inputReader();
            String line = lines.readLine();
            while (line != null && !line.startsWith("pid ")) {
                line = lines.readLine();
            }
            return new Gateway(process, Long.parseLong(String.valueOf(line).substring(4)));
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }
}
