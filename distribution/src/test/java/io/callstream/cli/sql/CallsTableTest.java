package io.callstream.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.analytics.run.Analytics;
import io.callstream.cli.Main;
import io.callstream.cli.analytics.AnalyticsStart;
import io.callstream.cli.config.Configuration;
import io.callstream.cli.run.DataDirOption;
import io.callstream.events.EventKind;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.EventSerializer;
import io.callstream.events.codec.RegistryClients;
import io.callstream.settings.Environment;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import io.callstream.testing.events.SampleTraffic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The table {@code calls} says the same, whether it is joined from the events or analytics has made its rows. */
class CallsTableTest {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    /** All columns but those that say where a record stands. */
    private static final String EVERYTHING =
            "SELECT * EXCLUDE (kafka_partition, kafka_offset, kafka_time) FROM calls ORDER BY call_id";

    @TempDir
    private Path folder;

    private KafkaBroker kafka;
    private SchemaRegistryServer registry;
    private Path config;

    @BeforeEach
    void aHundredCalls() throws Exception {
        kafka = KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka")));
        registry = SchemaRegistryServer.start(RegistryOptions.in(folder.resolve("registry")));
        config = Files.writeString(
                folder.resolve("config.yaml"), """
                callstream:
                  kafka: {bootstrap_servers: "%s", partitions: 2}
                  schema_registry: {url: "%s"}
                  analytics: {chunk_grace: 500ms}
                """.formatted(kafka.bootstrapServers(), registry.url()));
        run("topics", "create");
        publish();
    }

    @AfterEach
    void stop() {
        registry.close();
        kafka.close();
    }

    @Test
    void itIsReadFromTheRowsOfAnalyticsAsSoonAsTheyReachAsFar() {
        Ran joined = run("sql", "--verbose", "--format", "json", EVERYTHING);

        assertThat(joined.err()).contains("note: calls is joined from the events: analytics has still to read ");
        assertThat(joined.out().lines()).hasSize(102);
        try (Analytics analytics = analytics()) {
            await().atMost(PATIENCE).until(analytics::running);
            await().atMost(PATIENCE).untilAsserted(() -> {
                Ran rows = run("sql", "--verbose", "--format", "json", EVERYTHING);
                assertThat(rows.err()).contains("note: calls is read from llm.call");
                assertThat(rows.out()).isEqualTo(joined.out());
            });
        }
    }

    private Analytics analytics() {
        DataDirOption data = new DataDirOption();
        new CommandLine(data).parseArgs("--data-dir", folder.resolve("data").toString());
        return AnalyticsStart.start(
                Configuration.ofFile(config, Environment.of(Map.of())), data, new InetSocketAddress("127.0.0.1", 0));
    }

    private void publish() throws Exception {
        EventSerializer serializer = new EventSerializer(
                new EventSchemas(RegistryClients.connect(URI.create(registry.url()), Map.of())).register());
        Map<String, Object> client =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.in.flight.requests.per.connection", 1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (SpecificRecord event : new SampleTraffic(7).calls(100).toList()) {
                String topic = Arrays.stream(EventKind.values())
                        .filter(kind -> kind.schema().equals(event.getSchema()))
                        .findFirst()
                        .orElseThrow()
                        .topic();
                byte[] key = event.get(event.getSchema().getField("call_id").pos())
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topic, key, serializer.serialize(topic, event)))
                        .get();
            }
        }
    }

    private record Ran(String out, String err) {}

    private Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = config.toString();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
        assertThat(code).as(err.toString()).isZero();
        return new Ran(out.toString(), err.toString());
    }
}
