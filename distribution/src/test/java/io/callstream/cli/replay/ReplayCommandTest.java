package io.callstream.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.callstream.cli.Main;
import io.callstream.events.EventKind;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.EventSerializer;
import io.callstream.events.codec.RegistryClients;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What scripts rely on: what replays print, and how they end. */
class ReplayCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ARRIVED = new CopyOnWriteArrayList<>();
    private static final List<String> JOBS = new CopyOnWriteArrayList<>();

    @TempDir
    static Path folder;

    private static KafkaBroker kafka;
    private static SchemaRegistryServer registry;
    private static HttpServer destination;
    private static Path config;
    private static volatile String poison = "nothing";

    @BeforeAll
    static void fiveEvents() throws Exception {
        kafka = KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka")));
        registry = SchemaRegistryServer.start(RegistryOptions.in(folder.resolve("registry")));
        destination = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        destination.createContext("/", ReplayCommandTest::answer);
        destination.start();
        config = Files.writeString(folder.resolve("config.yaml"), """
                callstream:
                  kafka: {bootstrap_servers: "%s", partitions: 2}
                  schema_registry: {url: "%s"}
                  sinks: {webhook: {url: "http://127.0.0.1:%d/", mode: single}}
                """.formatted(
                        kafka.bootstrapServers(),
                        registry.url(),
                        destination.getAddress().getPort()));
        assertThat(run("topics", "create").code()).isZero();
        publish();
    }

    @AfterAll
    static void stop() {
        destination.stop(0);
        registry.close();
        kafka.close();
    }

    @BeforeEach
    void forget() {
        ARRIVED.clear();
        JOBS.clear();
        poison = "nothing";
    }

    @Test
    void aPlanIsOneJsonObjectAndDeliversNothing() throws Exception {
        Ran plan = run("replay", "--sink", "webhook", "--from", "1h", "--allow-duplicates", "--plan", "--json");

        JsonNode json = JSON.readTree(plan.out());
        assertThat(plan.code()).isZero();
        assertThat(json.path("total").asInt()).isEqualTo(5);
        assertThat(json.path("kinds")).isEqualTo(JSON.readTree("{\"failure\": 2, \"success\": 3}"));
        assertThat(json.path("bytes").asLong()).isPositive();
        assertThat(json.path("from").asText()).isLessThan(json.path("to").asText());
        assertThat(json.path("requests").isIntegralNumber()).isTrue();
        assertThat(ARRIVED).isEmpty();
    }

    @Test
    void aDryRunReadsEverythingAndDeliversNothing() throws Exception {
        Ran dry = run("replay", "--sink", "webhook", "--from", "1h", "--allow-duplicates", "--dry-run", "--json");

        assertThat(dry.code()).as(dry.out() + dry.err()).isZero();
        assertThat(JSON.readTree(dry.out()))
                .isEqualTo(JSON.readTree("{\"total\": 5, \"delivered\": 5, \"skipped\": 0, \"refused\": 0}"));
        assertThat(ARRIVED).isEmpty();
        assertThat(run("replay", "status").out()).doesNotContain("dry");
    }

    @Test
    void aReplaySaysHowItEndedAndItsStatusIsKnownAfterwards() throws Exception {
        Ran replay = run("replay", "--sink", "webhook", "--from", "1h", "--allow-duplicates", "--job", "first");
        JsonNode status =
                JSON.readTree(run("replay", "status", "first", "--json").out());

        assertThat(replay.code()).as(replay.out() + replay.err()).isZero();
        assertThat(replay.out())
                .contains("job first: 5 events to sink webhook")
                .contains("done: 5 delivered, 0 skipped, 0 refused of 5");
        assertThat(ARRIVED).hasSize(5);
        assertThat(JOBS).hasSize(5).containsOnly("first");
        assertThat(status.path("state").asText()).isEqualTo("done");
        assertThat(status.path("delivered").asInt()).isEqualTo(5);
        assertThat(status.path("total").asInt()).isEqualTo(5);
        assertThat(run("replay", "status").out()).contains("first", "webhook", "done");
        assertThat(run("replay", "resume", "first").err()).contains("job first is done, nothing is left of it");
        assertThat(run("replay", "--sink", "webhook", "--from", "1h", "--allow-duplicates", "--job", "first")
                        .err())
                .contains("there is a job first already");
    }

    @Test
    void whatIsRefusedMakesTheExitStatusAndIsSaidWhere() throws Exception {
        poison = SampleCall.number(1).callId();

        Ran replay = run(
                "replay", "--sink", "webhook", "--from", "1h", "--event", "success", "--allow-duplicates", "--json");

        JsonNode status = JSON.readTree(replay.out());
        assertThat(replay.code()).isEqualTo(1);
        assertThat(status.path("delivered").asInt()).isEqualTo(2);
        assertThat(status.path("refused").asInt()).isOne();
        assertThat(run("dlq", "list", "webhook").out()).contains(poison);
    }

    @Test
    void anExpressionChoosesByTheColumnsOfTheEvents() throws Exception {
        String wanted = SampleCall.number(3).callId();

        Ran replay = run(
                "replay",
                "--sink",
                "webhook",
                "--from",
                "1h",
                "--where",
                "call_id = '" + wanted + "'",
                "--allow-duplicates");

        assertThat(replay.code()).as(replay.out() + replay.err()).isZero();
        assertThat(replay.out()).contains("done: 1 delivered, 0 skipped, 0 refused of 1");
        assertThat(ARRIVED).singleElement().satisfies(body -> assertThat(body).contains(wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replay --from 1h                                                       | --sink NAME
            replay --sink webhook                                                  | --from TIME
            replay --sink carrier-pigeon --from 1h                                 | carrier-pigeon
            replay --sink webhook --from 1h                                        | --allow-duplicates
            replay --sink webhook --from 2999-01-01 --allow-duplicates             | still to come
            replay --sink webhook --from 1h --to 2h --allow-duplicates             | reversed
            replay --sink webhook --from soon --allow-duplicates                   | --from soon is no time
            replay --sink webhook --from 1h --sample 2 --allow-duplicates          | --sample 2.0
            replay --sink webhook --from 1h --rate fast --allow-duplicates         | --rate fast
            replay --sink webhook --from 1h --limit 0 --allow-duplicates           | --limit 0
            replay --sink webhook --from 1h --event song --allow-duplicates        | --event
            replay --sink webhook --from 1h --event chunk --allow-duplicates       | does not hear of chunk
            replay --sink webhook --from 1h --job a.b --allow-duplicates           | --job a.b
            replay --sink webhook --from-offsets nowhere.csv --allow-duplicates    | nowhere.csv
            replay --sink webhook --from 1h --where colour=1 --allow-duplicates    | --where colour=1
            replay --sink webhook --from 1h --where team_id= --allow-duplicates    | --where team_id=
            replay --sink webhook --from 1h --where 1=0)OR(1=1 --allow-duplicates  | --where 1=0)OR(1=1: syntax error
            replay --sink webhook --from 1h --where 1=0]OR[1=1 --allow-duplicates  | --where 1=0]OR[1=1:
            replay --sink webhook --from 1h --where 1=0);SELECT(1 --allow-duplicates | syntax error
            replay --sink webhook --dead-letters --where 1=1                       | --where goes over events
            replay status nobody                                                   | there is no job nobody
            replay resume nobody                                                   | there is no job nobody
            replay cancel nobody                                                   | there is no job nobody
            """)
    void whatIsWrongIsSaidInOneLine(String command, String said) {
        Ran wrong = run(command.strip().split(" +"));

        assertThat(wrong.code()).as(wrong.err()).isEqualTo(2);
        assertThat(wrong.err()).hasLineCount(1).contains(said);
        assertThat(ARRIVED).isEmpty();
    }

    private static void publish() throws Exception {
        Map<EventKind, Integer> ids =
                new EventSchemas(RegistryClients.connect(URI.create(registry.url()), Map.of())).register();
        EventSerializer serializer = new EventSerializer(ids);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.in.flight.requests.per.connection", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            Stream.of(0, 1, 2)
                    .map(SampleCall::number)
                    .forEach(call -> send(producer, serializer, EventKind.SUCCESS, call.callId(), call.success()));
            Stream.of(3, 4)
                    .map(SampleCall::number)
                    .forEach(call -> send(producer, serializer, EventKind.FAILURE, call.callId(), call.failure()));
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            EventSerializer serializer,
            EventKind kind,
            String callId,
            SpecificRecord event) {
        producer.send(new ProducerRecord<>(
                kind.topic(), callId.getBytes(StandardCharsets.UTF_8), serializer.serialize(kind.topic(), event)));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean refused = body.contains(poison);
        if (!refused) {
            ARRIVED.add(body);
            JOBS.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-replay-job")));
        }
        exchange.sendResponseHeaders(refused ? 422 : 200, -1);
        exchange.close();
    }

    private record Ran(int code, String out, String err) {}

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", config.toString()));
        if (!arguments[0].equals("topics")) {
            all.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        }
        return new Ran(command.execute(all.toArray(String[]::new)), out.toString(), err.toString());
    }
}
