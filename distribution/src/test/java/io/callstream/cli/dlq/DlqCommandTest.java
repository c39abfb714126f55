package io.callstream.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.callstream.cli.Main;
import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.sink.PluginsOption;
import io.callstream.cli.sink.Sinks;
import io.callstream.events.AlertRecord;
import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import io.callstream.events.codec.EventEncoder;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.EventSerializer;
import io.callstream.events.codec.RegistryClients;
import io.callstream.sink.runtime.SinkRunner;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import io.callstream.testing.events.SampleAlert;
import io.callstream.testing.events.SampleCall;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Events that a destination refused: found, looked at, delivered after all or given up, and never lost. */
class DlqCommandTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private volatile int status = 422;
    private KafkaBroker kafka;
    private SchemaRegistryServer registry;
    private HttpServer destination;
    private Path config;

    @BeforeEach
    void threeLetters() throws Exception {
        kafka = KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka")));
        registry = SchemaRegistryServer.start(RegistryOptions.in(folder.resolve("registry")));
        destination = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        destination.createContext("/", this::answer);
        destination.start();
        config = Files.writeString(folder.resolve("config.yaml"), """
                callstream:
                  kafka: {bootstrap_servers: "%s", partitions: 1}
                  schema_registry: {url: "%s"}
                  sinks: {webhook: {url: "http://127.0.0.1:%d/", mode: single, concurrency: 1}}
                """.formatted(
                        kafka.bootstrapServers(),
                        registry.url(),
                        destination.getAddress().getPort()));
        assertThat(run("topics", "create").code()).isZero();
        publish(3);
        refuseAll(3);
    }

    @AfterEach
    void stop() {
        destination.stop(0);
        registry.close();
        kafka.close();
    }

    @Test
    void theListHasColumns() {
        List<String> lines = run("dlq", "list", "webhook").out().lines().toList();
        assertThat(lines.subList(1, lines.size() - 1))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.indexOf("http_422"))
                        .isEqualTo(lines.get(0).indexOf("REASON")));
    }

    @Test
    void lettersAreListedShownReplayedAndDiscarded() {
        assertThat(run("dlq", "list", "webhook").out())
                .contains("3 open", "http_422", SampleCall.number(0).success().getEventId());
        assertThat(run("dlq", "show", "webhook", letterOf(1)).out())
                .contains("letter    " + letterOf(1), "reason    http_422")
                .contains("\"event_id\":\"" + SampleCall.number(1).success().getEventId() + "\"");

        Ran refused = run("dlq", "replay", "webhook", letterOf(0));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).contains("letter " + letterOf(0) + " refused again", "0 replayed, 1 refused again");

        status = 200;
        Ran replayed = run("dlq", "replay", "webhook", letterOf(0), letterOf(2));
        assertThat(replayed.code()).as(replayed.out() + replayed.err()).isZero();
        assertThat(arrived)
                .hasSize(2)
                .anyMatch(body -> body.contains(SampleCall.number(0).success().getEventId()))
                .anyMatch(body -> body.contains(SampleCall.number(2).success().getEventId()));
        assertThat(run("dlq", "list", "webhook").out()).contains("1 open");

        assertThat(run("dlq", "discard", "webhook").code()).isEqualTo(2);
        assertThat(run("dlq", "discard", "webhook", "--reason", "422").out()).contains("1 discarded");
        assertThat(run("dlq", "list", "webhook").out()).contains("0 open");
    }

    @Test
    void anAlertThatWasRefusedIsListedShownAndDeliveredAfterAll() throws Exception {
        run("dlq", "discard", "webhook", "--all");
        AlertRecord alert = SampleAlert.firing(1);
        alert.setNotify(List.of("webhook"));
        publish(alert);
        refuseAlert();

        assertThat(run("dlq", "list", "webhook").out()).contains("1 open", "http_422", alert.getEventId());
        assertThat(run("dlq", "show", "webhook").out())
                .contains("sink      webhook.alerts", "record    llm.alert-0, offset 0")
                .contains("\"event_id\":\"" + alert.getEventId() + "\"");

        status = 200;
        Ran replayed = run("dlq", "replay", "webhook");
        assertThat(replayed.code()).as(replayed.out() + replayed.err()).isZero();
        assertThat(arrived)
                .singleElement()
                .asString()
                .contains("\"type\":\"alert\"", alert.getEventId(), alert.getTitle());
        assertThat(run("dlq", "list", "webhook").out()).contains("0 open");
    }

    @Test
    void lettersAreSeenAndGivenUpWithoutWhatOnlyDeliveryNeeds() throws IOException {
        String whole = Files.readString(config);
        Files.writeString(
                config, whole.replaceAll("(?m)^ *sinks:.*$", "  sinks: {webhook: {url: os.environ/NOT_SET}}"));

        assertThat(run("dlq", "list", "webhook").out()).contains("3 open");
        assertThat(run("dlq", "show", "webhook", "1").out()).contains("\"event_id\":");
        assertThat(run("dlq", "discard", "webhook", "1").out()).contains("1 discarded");
        assertThat(run("dlq", "replay", "webhook").code()).isEqualTo(2);
    }

    @Test
    void topicsAreListedAsTheyAre() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, EventKind.CHUNK.topic());
            AlterConfigOp shorter =
                    new AlterConfigOp(new ConfigEntry("retention.ms", "3600000"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(shorter))).all().get();
        }

        String listed = run("topics", "list").out();

        assertThat(listed)
                .as("a sink that no callback list names has dead letters, too")
                .contains("llm.dlq.webhook")
                .containsPattern("llm.chunk +1 +1 +0 +1 h")
                .contains("note: llm.chunk keeps records 1 h");
        assertThat(run("topics", "create").out()).contains("note: llm.chunk keeps records 1 h");
    }

    @Test
    void aCallIsFollowedFromItsBeginningToItsEnd() {
        SampleCall wanted = SampleCall.number(1);

        Ran tail = run("tail", "--call", wanted.callId(), "--json");

        assertThat(tail.code()).isZero();
        assertThat(tail.out())
                .hasLineCount(1)
                .contains("\"event_id\":\"" + wanted.success().getEventId() + "\"");
    }

    @Test
    void aLetterThatIsNotThereIsTheUsersError() {
        Ran missing = run("dlq", "show", "webhook", "77");

        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("77").contains("callstream dlq list webhook");
    }

    /** Its number: letters are numbered as they were given up, which is not always the order of the events. */
    private String letterOf(int call) {
        String event = SampleCall.number(call).success().getEventId();
        return run("dlq", "list", "webhook")
                .out()
                .lines()
                .filter(line -> line.contains(event))
                .map(line -> line.trim().split(" ", 2)[0])
                .findFirst()
                .orElseThrow();
    }

    private void publish(int events) throws Exception {
        Map<EventKind, Integer> ids =
                new EventSchemas(RegistryClients.connect(URI.create(registry.url()), Map.of())).register();
        EventSerializer serializer = new EventSerializer(ids);
        // The topics are new: no batch may overtake a refused first one (KAFKA-15591).
        Map<String, Object> client =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.in.flight.requests.per.connection", 1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < events; i++) {
                SampleCall call = SampleCall.number(i);
                String topic = EventKind.SUCCESS.topic();
                producer.send(new ProducerRecord<>(
                        topic,
                        call.callId().getBytes(StandardCharsets.UTF_8),
                        serializer.serialize(topic, call.success())));
            }
        }
    }

    private void publish(AlertRecord alert) throws Exception {
        Map<DerivedKind, Integer> ids =
                new EventSchemas(RegistryClients.connect(URI.create(registry.url()), Map.of())).registerDerived();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            byte[] value = new EventEncoder().framed(DerivedKind.ALERT, alert, ids.get(DerivedKind.ALERT));
            producer.send(new ProducerRecord<>(
                            DerivedKind.ALERT.topic(), alert.getAlertId().getBytes(StandardCharsets.UTF_8), value))
                    .get();
        }
    }

    private void refuseAll(int letters) {
        try (SinkRunner runner = sinks().start("webhook", Optional.empty())) {
            await().atMost(SOON).until(() -> runner.status().counts().deadLettered() == letters);
        }
    }

    private void refuseAlert() {
        try (SinkRunner runner = sinks().startForAlerts("webhook", new InetSocketAddress("127.0.0.1", 0))) {
            await().atMost(SOON).until(() -> runner.status().counts().deadLettered() == 1);
        }
    }

    private Sinks sinks() {
        ConfigOption option = new ConfigOption();
        new CommandLine(option).parseArgs("--config", config.toString());
        return new Sinks(option.orDefaults(), folder.resolve("data"), new PluginsOption(), new Random(1));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (status == 200) {
            arrived.add(body);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private record Ran(int code, String out, String err) {}

    private Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = config.toString();
        return new Ran(command.execute(all), out.toString(), err.toString());
    }
}
