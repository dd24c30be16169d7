package io.tidegate.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker that is its own controller, in a process of its own; it makes no topic unasked.
 */
public final class KafkaBroker extends LocalServer {

    private final int controllerPort = FreePorts.next();

    @Override
    protected Optional<String> binary() {
        return Optional.empty();
    }

    @Override
    protected List<String> command(String none, Path home) {
        var command = new ArrayList<String>();
        command.add(GatewayProcess.java());
        command.addAll(List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(KafkaBroker.class.getName(), home.toString()));
        command.addAll(List.of("" + port(), "" + controllerPort));
        return command;
    }

    /** Where clients find it. */
    public String bootstrap() {
        return "127.0.0.1:" + port();
    }

    /** Makes a topic of one partition. */
    public void makeTopic(String name, Map<String, String> settings) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            var one = new NewTopic(name, 1, (short) 1).configs(settings);
            admin.createTopics(List.of(one)).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All records of a topic so far, in order. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap());
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<byte[], byte[]>(settings, bytes, bytes)) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            return records;
        }
    }

    /** Runs a broker in the folder, on the two ports, that are named. */
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0], "data");
        if (!Files.exists(data)) {
            format(data);
        }
        new KafkaRaftServer(
                        new KafkaConfig(settings(data, arguments[1], arguments[2])), Time.SYSTEM)
                .startup();
    }

    private static void format(Path data) throws Exception {
        new Formatter()
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(data.toString())
                .setDirectories(List.of(data.toString()))
                .run();
    }

    private static Properties settings(Path data, String port, String controllerPort)
            throws IOException {
        var settings = new Properties();
        settings.load(
                new java.io.StringReader(
                        """
                        process.roles=broker,controller
                        node.id=1
                        controller.listener.names=CONTROLLER
                        inter.broker.listener.name=PLAINTEXT
                        listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
                        auto.create.topics.enable=false
                        offsets.topic.replication.factor=1
                        transaction.state.log.replication.factor=1
                        transaction.state.log.min.isr=1
                        transaction.state.log.num.partitions=1
                        num.partitions=1
                        num.network.threads=1
                        num.io.threads=2
                        message.max.bytes=200000
                        """));
        settings.setProperty("log.dirs", data.toString());
        settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.setProperty(
                "listeners",
                "PLAINTEXT://127.0.0.1:%s,CONTROLLER://127.0.0.1:%s"
                        .formatted(port, controllerPort));
        settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        return settings;
    }
}
