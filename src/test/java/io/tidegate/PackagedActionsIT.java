package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tidegate.action.PluginJars;
import io.tidegate.action.example.FolderPlugin;
import io.tidegate.testing.GatewayProcess;
import io.tidegate.testing.KafkaBroker;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the packaged program has of the clients that find parts of themselves by name: a jar made of
 * many is where such parts are lost.
 */
class PackagedActionsIT {

    private static final String BODY = "{\"paid\": true}";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

    @TempDir Path folder;

    @Test
    void oneEventIsRecordMailLineProgramAndPlugin() throws Exception {
        // Given
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        makeTopic();
        Path jars =
                PluginJars.jar(
                        Files.createDirectory(folder.resolve("jars")), "p.jar", FolderPlugin.class);
        String configuration = configuration(mail.getSmtp().getPort());
        try (var gateway = new GatewayProcess(folder, configuration)) {
            gateway.start("--store", "memory", "--allow-exec", "--plugins", jars.toString());

            // When
            var request =
                    HttpRequest.newBuilder(gateway.source("any"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(BODY));
            assertThat(gateway.send(request.build()).statusCode()).isEqualTo(202);

            // Then
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> {
                                assertThat(records()).containsExactly(BODY);
                                assertThat(mail.getReceivedMessages()).hasSize(1);
                                assertThat(texts("lines"))
                                        .singleElement()
                                        .asString()
                                        .contains("\"id\"");
                                assertThat(texts("program")).containsExactly(BODY);
                                assertThat(texts("plugin")).containsExactly(BODY);
                            });
        } finally {
            mail.stop();
        }
    }

    private static String configuration(int mailPort) {
        return """
               sources:
                 any: { verify: none }
               destinations:
                 record:
                   kafka: { bootstrap: "127.0.0.1:%d", topic: events, compression: gzip }
                 mail:
                   email:
                     uri: smtp://127.0.0.1:%d
                     startTls: off
                     from: a@example.com
                     to: b@example.com
                     attach: true
                 line:
                   file: { folder: lines }
                 program:
                   exec: { command: [sh, -c, "mkdir -p program && cat > program/out"] }
                 plugin:
                   plugin: { name: folder, settings: { path: plugin } }
               routes:
                 all:
                   from: [any]
                   to: [record, mail, line, program, plugin]
               """
                .formatted(KAFKA.port(), mailPort);
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", "127.0.0.1:" + KAFKA.port());
    }

    private static void makeTopic() throws Exception {
        try (Admin admin = Admin.create(kafka())) {
            admin.createTopics(List.of(new NewTopic("events", 1, (short) 1))).all().get();
        }
    }

    private static List<String> records() {
        var text = new StringDeserializer();
        try (var consumer = new KafkaConsumer<String, String>(kafka(), text, text)) {
            var partition = new TopicPartition("events", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var bodies = new ArrayList<String>();
            consumer.poll(Duration.ofSeconds(1)).forEach(record -> bodies.add(record.value()));
            return bodies;
        }
    }

    private List<String> texts(String name) throws IOException {
        var texts = new ArrayList<String>();
        Path place = folder.resolve(name);
        if (!Files.isDirectory(place)) {
            return texts;
        }
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
