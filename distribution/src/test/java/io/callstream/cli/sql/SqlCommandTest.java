package io.callstream.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.cli.Main;
import io.callstream.cli.rows.RowFormat;
import io.callstream.events.EventKind;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.EventSerializer;
import io.callstream.events.codec.RegistryClients;
import io.callstream.reader.time.TimeSpan;
import io.callstream.sql.engine.SqlSession;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import io.callstream.testing.events.SampleEvents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What somebody sees who asks the topics in SQL. */
class SqlCommandTest {
    @TempDir
    static Path folder;

    private static KafkaBroker kafka;
    private static SchemaRegistryServer registry;
    private static Path config;

    @BeforeAll
    static void fill() throws Exception {
        kafka = KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka")));
        registry = SchemaRegistryServer.start(RegistryOptions.in(folder.resolve("registry")));
        config = Files.writeString(
                folder.resolve("config.yaml"), """
                callstream:
                  kafka: {bootstrap_servers: "%s", partitions: 2}
                  schema_registry: {url: "%s"}
                """.formatted(kafka.bootstrapServers(), registry.url()));
        assertThat(run("topics", "create").code()).isZero();
        publish();
    }

    private static void publish() throws Exception {
        Map<EventKind, Integer> ids =
                new EventSchemas(RegistryClients.connect(URI.create(registry.url()), Map.of())).register();
        EventSerializer serializer = new EventSerializer(ids);
        Map<String, Object> client =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.in.flight.requests.per.connection", 1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (SpecificRecord event : SampleEvents.stories(20)) {
                String topic = Arrays.stream(EventKind.values())
                        .filter(kind -> kind.schema().equals(event.getSchema()))
                        .findFirst()
                        .orElseThrow()
                        .topic();
                producer.send(new ProducerRecord<>(topic, serializer.serialize(topic, event)))
                        .get();
            }
            producer.send(new ProducerRecord<>("llm.success", new byte[] {7})).get();
        }
    }

    @AfterAll
    static void stop() {
        registry.close();
        kafka.close();
    }

    @Test
    void oneStatementGivesOneTable() {
        Ran ran = run(
                "sql", "SELECT provider, count(*) AS n, sum(cost_nano_usd) AS cost FROM successes GROUP BY provider");

        assertThat(ran.out()).isEqualTo("""
            provider |  n |  cost
            ---------+----+------
            openai   | 15 | 81000
            (1 row)
            """);
        assertThat(ran.err()).contains("note: 1 record could not be read and was left out:", "llm.success-");
        assertThat(ran.code()).isZero();
    }

    @Test
    void jsonIsOneArrayOfObjects() {
        assertThat(run("sql", "--format", "json", "SELECT outcome, count(*) AS n FROM calls GROUP BY ALL ORDER BY ALL")
                        .out())
                .isEqualTo("[\n{\"outcome\":\"failure\",\"n\":5},\n{\"outcome\":\"success\",\"n\":15}\n]\n");
    }

    @Test
    void aFileMayHaveSeveralStatements() throws Exception {
        Path file = Files.writeString(folder.resolve("questions.sql"), """
            -- first
            CREATE TEMP TABLE t AS SELECT count(*) AS n FROM failures;
            SELECT n FROM t; SELECT n + 1 AS m FROM t;
            """);

        assertThat(run("sql", "--file", file.toString(), "--format", "csv").out())
                .isEqualTo("n\n5\nm\n6\n");
    }

    @Test
    void aWrongStatementIsTheUsersErrorOnOneLine() {
        Ran ran = run("sql", "SELECT modle FROM successes");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).hasLineCount(1).contains("modle", "line 1, column 8", "did you mean model");
        assertThat(run("sql", "SELECT * FROM sucesses").err()).contains("did you mean successes?");
        assertThat(run("sql", "SELECT * FROM alerts_").code()).isEqualTo(2);
    }

    @Test
    void wrongTimesAndOptionsAreNamed() {
        assertThat(run("sql", "SELECT 1", "--from", "tomorrow").err()).contains("--from tomorrow is no time");
        assertThat(run("sql", "SELECT 1", "--from", "1h", "--to", "2h").err()).contains("reversed");
        assertThat(run("sql", "SELECT 1", "--to", "2999-01-01").err()).contains("still to come");
        assertThat(run("sql", "SELECT 1", "--memory", "much").err()).contains("--memory is 'much'");
        assertThat(run("sql", "SELECT 1", "--memory", "99999999999GiB").err())
                .contains("--memory is '99999999999GiB'", "that a machine can have");
        assertThat(run("sql", "SELECT 1", "--memory", "1000000GiB").err())
                .contains("--memory 1000000GiB (expected 64MiB to", "what this machine or container has");
        assertThat(run("sql", "SELECT 1", "--follow").err()).contains("--follow needs --last");
        assertThat(run("sql", "SELECT 1", "--temp-dir", "/no/such/folder").err())
                .contains("/no/such/folder");
        assertThat(run("sql", "-- nothing").code()).isEqualTo(2);
    }

    @Test
    void anEngineThatIsNotThereIsNamedWithWhereItShouldBe() {
        Ran flink = run("sql", "SELECT 1", "--engine", "flink");
        assertThat(flink.code()).isEqualTo(2);
        assertThat(flink.err()).hasLineCount(1).contains("Flink's jars are not there", "lib-flink");
        assertThat(run("sql", "SELECT 1", "--engine", "oracle").err()).contains("expected duckdb or flink");
        assertThat(run("sql", "SELECT 1", "--cluster", "localhost:8081").err()).contains("--engine flink");
    }

    @Test
    void theShellAnswersDescribesAndGoesOnAfterAnError() throws Exception {
        String seen = shell("""
            \\d
            \\d chunks
            \\d sucesses
            SELECT modle FROM successes;
            SELECT count(*) AS n
            FROM pre_calls;
            \\timing
            \\format csv
            SELECT 'a' AS letter;
            \\frobnicate
            \\q
            """);

        assertThat(seen)
                .contains("pre_calls", "dead_letters", "One chunk of a streamed answer")
                .contains("gap_us", "BIGINT", "microseconds")
                .contains("error: there is no table sucesses; did you mean successes?")
                .contains("error: Referenced column \"modle\" not found")
                .containsPattern("(?m)^20$|\\b20\\b")
                .contains("timing is on")
                .containsPattern("letter\\R")
                .containsPattern("\\d\\.\\d{3} s")
                .contains("error: unknown command \\frobnicate");
    }

    @Test
    void rowsOfTheShellGoToAFileWhenAsked() throws Exception {
        Path file = folder.resolve("rows.csv");

        shell("\\format csv\n\\o " + file + "\nSELECT 1 AS one;\n\\o\n\\q\n");

        assertThat(file).hasContent("one\n1");
    }

    @Test
    void aTopicIsExportedByDayAndAnExportGoesOnBehindWhatIsThere() throws Exception {
        Path target = folder.resolve("archive");

        Ran first = run("export", "--topic", "llm.success", "--to", target.toString());
        assertThat(first.code()).as(first.err()).isZero();
        List<Path> files = parts(target);
        assertThat(files)
                .isNotEmpty()
                .allMatch(file -> file.toString()
                        .matches(".*/llm.success/day=\\d{4}-\\d\\d-\\d\\d/part-\\d{3}-\\d{12}-\\d{12}\\.parquet"));
        String count = "SELECT count(*) AS n, count(DISTINCT call_id) AS calls FROM read_parquet('" + target
                + "/llm.success/*/*.parquet')";
        assertThat(run("sql", count, "--allow-files", "--format", "csv").out()).isEqualTo("n,calls\n15,15\n");

        Files.delete(files.get(0));
        assertThat(run("export", "--topic", "llm.success", "--to", target.toString())
                        .out())
                .contains(files.get(0).toString(), "1 file written");
        assertThat(run("export", "--topic", "llm.success", "--to", target.toString())
                        .out())
                .contains("0 files written");
        assertThat(parts(target)).containsExactlyElementsOf(files);

        assertThat(run("export", "--topic", "llm.chunk", "--to", target.toString(), "--format", "jsonl")
                        .code())
                .isZero();
        assertThat(run(
                                "sql",
                                "SELECT count(*) AS n FROM read_json('" + target + "/llm.chunk/*/*.jsonl')",
                                "--allow-files",
                                "--format",
                                "csv")
                        .out())
                .isEqualTo("n\n30\n");
    }

    @Test
    void whatCannotBeExportedIsNamed() {
        assertThat(run("export", "--topic", "llm.sucess", "--to", "x").err())
                .contains("--topic llm.sucess cannot be exported", "llm.success");
        assertThat(run("export", "--topic", "llm.success", "--to", "/proc/no").code())
                .isEqualTo(2);
    }

    private static List<Path> parts(Path target) throws Exception {
        try (Stream<Path> files = Files.walk(target)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void onlyTheOwnerCanReadTheHistory() throws Exception {
        shell("SELECT 1;\n\\q\n");

        assertThat(Files.readString(folder.resolve("state/history"))).contains("SELECT 1;");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state/history"))))
                .isEqualTo("rw-------");
    }

    private static String shell(String typed) throws Exception {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        SessionOptions options = new SessionOptions();
        new CommandLine(new Holder(options)).parseArgs("--config", config.toString());
        try (ScratchFolder scratch = options.scratch();
                SqlSession session = options.open(TimeSpan.ALL, scratch.path(), false);
                Terminal terminal =
                        new DumbTerminal(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), seen)) {
            new SqlShell(session, Clock.systemUTC(), RowFormat.TABLE).run(terminal, folder.resolve("state/history"));
        }
        return seen.toString(StandardCharsets.UTF_8);
    }

    @CommandLine.Command
    private static final class Holder {
        @CommandLine.Mixin
        private final SessionOptions options;

        Holder(SessionOptions options) {
            this.options = options;
        }
    }

    record Ran(int code, String out, String err) {}

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = config.toString();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
        return new Ran(code, out.toString(), err.toString());
    }
}
