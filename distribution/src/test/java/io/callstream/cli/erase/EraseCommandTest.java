package io.callstream.cli.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.cli.Main;
import io.callstream.events.ChunkEvent;
import io.callstream.events.EventKind;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.EventSerializer;
import io.callstream.events.codec.RegistryClients;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.sink.runtime.SinkRunner;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.postgres.PostgresOptions;
import io.callstream.stack.postgres.PostgresServer;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import io.callstream.testing.events.SampleCall;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an erased end user said is found nowhere that the report says it was removed from, nor anywhere that it is left out of. */
class EraseCommandTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    private static KafkaBroker kafka;
    private static SchemaRegistryServer registry;
    private static PostgresServer postgres;
    private static Path config;
    private static EventSerializer serializer;

    @BeforeAll
    static void start() throws Exception {
        kafka = KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka")));
        registry = SchemaRegistryServer.start(RegistryOptions.in(folder.resolve("registry")));
        postgres = PostgresServer.start(PostgresOptions.in(folder.resolve("postgres")));
        config = Files.writeString(folder.resolve("config.yaml"), """
            callstream:
              kafka: {bootstrap_servers: "%s", partitions: 2}
              schema_registry: {url: "%s"}
              erasures: {known_within: 2s}
              sinks:
                postgres: {url: "%s", user: "%s", password: "%s", events: [pre-call, chunk, success, failure]}
                webhook: {url: "http://127.0.0.1:1/nowhere"}
            """.formatted(
                kafka.bootstrapServers(), registry.url(), postgres.jdbcUrl(), postgres.user(), postgres.password()));
        assertThat(run("topics", "create").code()).isZero();
        serializer = new EventSerializer(
                new EventSchemas(RegistryClients.connect(URI.create(registry.url()), Map.of())).register());
    }

    @AfterAll
    static void stop() {
        postgres.close();
        registry.close();
        kafka.close();
    }

    @Test
    void whatAnEndUserSaidIsGoneEverywhereThatTheReportNames() throws Exception {
        String ann = "ann-4711";
        tell(1, ann, "anns-secret");
        tell(3, "bob", "bobs-question");
        Path body = body(SampleCall.number(1).callId());
        Path bobsBody = body(SampleCall.number(3).callId());
        try (SinkRunner sink = postgresSink()) {
            await().atMost(SOON).until(() -> rows().contains("anns-secret") && rows().contains("bobs-question"));

            Ran erased = run(
                    "erase",
                    "--end-user",
                    ann,
                    "--sink",
                    "postgres",
                    "--data-dir",
                    folder.resolve("data").toString());

            assertThat(erased.err()).contains(" is written");
            assertThat(erased.out())
                    .containsPattern("postgres +removed +table calls: 1 rows")
                    .containsPattern("postgres +removed +table chunks: " + SampleCall.CHUNKS + " rows")
                    .containsPattern("bodies +removed +.*: 1 files")
                    .containsPattern("llm.success +stays +records are kept 7 d");
            assertThat(erased.out() + erased.err()).doesNotContain(ann);
            assertThat(erased.code()).isZero();
            assertThat(rows()).contains("bobs-question").doesNotContain("anns-secret", ann);
            assertThat(body).doesNotExist();
            assertThat(bobsBody).exists();

            tell(5, ann, "anns-later-words");
            tell(7, "bob", "bobs-later-words");
            await().atMost(SOON).until(() -> rows().contains("bobs-later-words"));
            Ran replayed = run("replay", "--sink", "postgres", "--from", "1h", "--json");
            assertThat(replayed.code()).as(replayed.err()).isZero();
            assertThat(rows()).doesNotContain("anns-secret", "anns-later-words", ann);
        }
        Ran asked = run("sql", "--format", "json", "SELECT * FROM calls UNION ALL BY NAME SELECT * FROM chunks");
        assertThat(asked.out()).contains("bobs-question").doesNotContain("anns-secret", "anns-later-words", ann);
        assertThat(asked.err()).containsPattern("note: \\d+ records of erased subjects were left out");
        Ran exported = run(
                "export",
                "--topic",
                "llm.success",
                "--to",
                folder.resolve("out").toString(),
                "--format",
                "jsonl");
        assertThat(exported.code()).isZero();
        assertThat(files(folder.resolve("out"))).contains("bobs-question").doesNotContain("anns-secret", ann);
    }

    @Test
    void aSinkThatDoesNotRunIsPendingAndToldLater() throws Exception {
        Ran erased = run("erase", "--call", "0190-none", "--wait", "0", "--json");

        assertThat(erased.code()).isEqualTo(3);
        assertThat(erased.out())
                .contains("\"state\":\"pending\"", "\"pending\":[\"postgres\"]", "\"place\":\"webhook\"")
                .doesNotContain("0190-none");
        String id = erased.out().replaceAll("(?s).*\"erasure_id\":\"([^\"]+)\".*", "$1");
        try (SinkRunner sink = postgresSink()) {
            await().atMost(SOON).until(() -> run("erase", "report", id).code() == 0);
        }
        assertThat(run("erase", "report", id).out()).containsPattern("postgres +removed +table calls: 0 rows");
        assertThat(run("erase", "report", "--all").out()).contains(id);
    }

    @Test
    void wrongUsageIsOneClearLine() {
        assertThat(run("erase").err()).contains("no subject (expected exactly one of --end-user ID");
        assertThat(run("erase", "--user", "a", "--key", "b").err()).contains("2 subjects (expected exactly one of");
        assertThat(run("erase", "--user", " ").err()).contains("the subject is empty");
        assertThat(run("erase", "--user", "a", "--sink", "nosuch").err()).contains("there is no sink 'nosuch'");
        assertThat(run("erase", "--user", "a", "--wait", "soon").err()).contains("--wait");
        assertThat(run("erase", "report", "nosuch").err()).contains("there is no erasure nosuch");
        assertThat(run("erase", "report").err()).contains("which erasure?");
        assertThat(run("erase").code()).isEqualTo(2);
        assertThat(run("erase", "report", "nosuch").code()).isEqualTo(2);
    }

    @Test
    void aRegistryThatIsAwayIsOneClearLineAndNothingIsAskedFor() throws Exception {
        Path away = Files.writeString(
                folder.resolve("away.yaml"), Files.readString(config).replace(registry.url(), "http://127.0.0.1:1"));

        Ran erased = runWith(away, "erase", "--user", "carol-1", "--wait", "0");

        assertThat(erased.code()).isEqualTo(1);
        assertThat(erased.err()).contains("the schema registry at http://127.0.0.1:1 does not answer");
        assertThat(erased.err().lines()).hasSize(1);
        assertThat(run("sql", "--format", "csv", "SELECT count(*) FROM calls WHERE user_id = 'carol-1'")
                        .err())
                .doesNotContain("Exception");
    }

    /** A whole call of this end user, who said this. */
    private static void tell(int number, String endUser, String said) throws Exception {
        SampleCall call = SampleCall.number(number);
        PreCallEvent preCall = call.preCall();
        preCall.setEndUser(endUser);
        preCall.setRequestBody("{\"said\":\"" + said + "\"}");
        SuccessEvent success = call.success();
        success.setEndUser(endUser);
        success.setRequestBody(preCall.getRequestBody());
        success.setResponseBody("{\"answer\":\"" + said + "\"}");
        List<ChunkEvent> chunks = call.chunks();
        chunks.forEach(chunk -> {
            chunk.setEndUser(endUser);
            chunk.setDelta("{\"delta\":\"" + said + "\"}");
        });
        publish(EventKind.PRE_CALL, call.callId(), preCall);
        for (ChunkEvent chunk : chunks) {
            publish(EventKind.CHUNK, call.callId(), chunk);
        }
        publish(EventKind.SUCCESS, call.callId(), success);
    }

    private static void publish(EventKind kind, String key, SpecificRecord event) throws Exception {
        Map<String, Object> client =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.in.flight.requests.per.connection", 1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            kind.topic(),
                            key.getBytes(StandardCharsets.UTF_8),
                            serializer.serialize(kind.topic(), event)))
                    .get();
        }
    }

    /** As a gateway keeps it. */
    private static Path body(String callId) throws Exception {
        Path day = Files.createDirectories(folder.resolve("data/gateway/bodies/2026-11-26"));
        return Files.writeString(day.resolve(callId + ".request.json"), "{}");
    }

    private static SinkRunner postgresSink() throws Exception {
        return SinkRunner.start(new SinkRunnerOptions(
                "postgres",
                SinkCatalogue.of(EraseCommandTest.class.getClassLoader()),
                new ConfigFile(Environment.of(Map.of())).parse(Files.readString(config), "config.yaml", new Problems()),
                Environment.of(Map.of()),
                folder.resolve("sink"),
                Optional.empty(),
                Clock.systemUTC(),
                new Random(1)));
    }

    /** All that stands in the tables of the sink, as text. */
    private static String rows() throws Exception {
        StringBuilder all = new StringBuilder();
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            for (String table : List.of("calls", "chunks")) {
                ResultSet there = statement.executeQuery("SELECT to_regclass('public." + table + "') IS NOT NULL");
                there.next();
                if (there.getBoolean(1)) {
                    ResultSet rows = statement.executeQuery("SELECT t::text FROM public." + table + " t");
                    while (rows.next()) {
                        all.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        return all.toString();
    }

    private static String files(Path root) throws Exception {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private record Ran(int code, String out, String err) {}

    private static Ran run(String... arguments) {
        return runWith(config, arguments);
    }

    private static Ran runWith(Path file, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = file.toString();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
        return new Ran(code, out.toString(), err.toString());
    }
}
