package io.callstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What scripts rely on: exit statuses, and one clear line for each thing that is the user's to change. */
class CommandLineTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("topics", "schemas", "tail", "kafka", "registry", "postgres", "provider");
    }

    @Test
    void anUnknownOptionIsTheUsersError() {
        assertThat(run("tail", "--colour")).isEqualTo(2);
        assertThat(err.toString()).contains("--colour").contains("try: callstream tail --help");
    }

    @Test
    void aMistypedCommandIsSuggested() {
        assertThat(run("gatway")).isEqualTo(2);
        assertThat(err.toString()).contains("gatway").contains("gateway");
    }

    @Test
    void everyCommandExplainsItself() {
        assertThat(run("help", "tail")).isZero();
        assertThat(out.toString()).contains("--call", "--no-chunks", "--from-beginning");
    }

    @Test
    void aLineThatBeginsWithACommandReadsTheOptionsOfThatOneAlone() {
        Set<String> all = Main.commandLine().getSubcommands().keySet();

        assertThat(all).contains("gateway", "sink", "help", "completion");
        assertThat(Main.commandLine("gateway", "--help").getSubcommands()).containsOnlyKeys("gateway");
        assertThat(Main.commandLine("help", "gateway").getSubcommands().keySet())
                .isEqualTo(all);
        assertThat(Main.commandLine("gatewy").getSubcommands().keySet()).isEqualTo(all);
        assertThat(Main.commandLine("--help").getSubcommands().keySet()).isEqualTo(all);
    }

    @Test
    void shellsCompleteCommandsAndOptions() {
        assertThat(run("completion")).isZero();
        assertThat(out.toString()).contains("complete -F", "--no-chunks", "new-sink");
    }

    @Test
    void aCommandWithoutItsSubcommandIsTheUsersError() {
        assertThat(run("dlq")).isEqualTo(2);
        assertThat(run("topics")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void aPluginFolderThatIsNotThereIsNamed() {
        Path missing = directory.resolve("jars");

        assertThat(run("sink", "file", "--plugins", missing.toString())).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("--plugins").contains(missing.toString());
    }

    @Test
    void anUnknownSinkSaysWherePluginsWereLookedFor() {
        assertThat(run("dlq", "list", "carrier-pigeon", "--plugins", directory.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(directory.toString());
    }

    @Test
    void whoCannotReachKafkaIsToldWhereAndWhy() throws IOException {
        assertThat(run("topics", "list", "--config", nobodyThere().toString())).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("127.0.0.1:1");
    }

    @Test
    void whoCannotReachTheRegistryIsToldWhereAndWhy() throws IOException {
        assertThat(run("schemas", "list", "--config", nobodyThere().toString())).isEqualTo(1);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("http://127.0.0.1:1")
                .contains("refused");
    }

    @Test
    void spendingByWhatItIsNotKeptByIsRefused() {
        assertThat(run("spend", "--by", "team,colour")).isEqualTo(2);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("--by")
                .contains("'colour'")
                .contains("team_id");
    }

    @Test
    void aTimeThatIsStillToComeIsRefused() {
        assertThat(run("spend", "--from", "2999-01-01")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("--from 2999-01-01").contains("still to come");
    }

    @Test
    void aRuleThatCannotBeReadIsNamedWithItsPlace() throws IOException {
        Path config = directory.resolve("config.yaml");
        Files.writeString(config, """
                callstream:
                  alerts: [{name: slow, metric: avg_latency, bound: 5s, where: "model == 'gpt-4'"}]
                """);

        assertThat(run("analytics", "--config", config.toString(), "--data-dir", directory.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("callstream.alerts[0].where")
                .contains("position 8");
    }

    @Test
    void aFileOfStatementsThatCannotBeReadIsNamedWithAReason() throws IOException {
        Path missing = directory.resolve("missing.sql");
        assertThat(run("sql", "--file", missing.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("file " + missing + " cannot be read (there is no " + missing + ")")
                .doesNotContain("Exception");
        Path latin1 = Files.write(directory.resolve("latin1.sql"), new byte[] {'S', (byte) 0xe9});
        assertThat(run("sql", "--file", latin1.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("it is no text in UTF-8");
    }

    @Test
    void anUnknownTopicNamesThoseThereAre() {
        assertThat(run("tail", "--topic", "llm.nothing")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("llm.nothing").contains("llm.pre-call");
    }

    @Test
    void aMissingConfigFileIsNamed() {
        Path missing = directory.resolve("missing.yaml");

        assertThat(run("topics", "list", "--config", missing.toString())).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(missing.toString()).contains("no such file");
    }

    @Test
    void everyWrongSettingIsNamedAtOnce() throws IOException {
        Path config = directory.resolve("config.yaml");
        Files.writeString(config, """
                callstream:
                  kafka: {partitions: many}
                  schema_registry: {url: nowhere}
                """);

        assertThat(run("schemas", "list", "--config", config.toString())).isEqualTo(2);
        assertThat(err.toString())
                .hasLineCount(2)
                .contains("callstream.kafka.partitions")
                .contains("callstream.schema_registry.url");
    }

    @Test
    void aBusyPortIsTheUsersError() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(run("registry", "--port", port, "--data-dir", directory.toString()))
                    .isEqualTo(2);
            assertThat(err.toString()).hasLineCount(1).contains(port);
        }
    }

    @Test
    void aBusyPortOfTheGatewayIsTheUsersError() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            String model = "model_list: [{model_name: m, litellm_params: {model: openai/m}}]\n";
            Path file = nobodyThere();
            String config =
                    Files.writeString(file, model + Files.readString(file)).toString();

            assertThat(run("gateway", "--config", config, "--port", port, "--data-dir", directory.toString()))
                    .isEqualTo(2);
            assertThat(err.toString()).hasLineCount(1).contains(port);
        }
    }

    @Test
    void anUnknownSinkNamesThoseThereAre() {
        assertThat(run("sink", "carrier-pigeon", "--data-dir", directory.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("carrier-pigeon").contains("postgres");
    }

    @Test
    void onlyADatabaseIsPruned() throws IOException {
        Path config = Files.writeString(directory.resolve("file.yaml"), """
                callstream:
                  sinks: {file: {directory: "%s"}}
                """.formatted(directory.resolve("events")));
        String[] prune = {"prune", "file", "--config", config.toString(), "--data-dir", directory.toString()};

        assertThat(run(with(prune, "--older-than", "30d"))).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("file").contains("no rows");
        assertThat(run(with(prune, "--older-than", "soon"))).isEqualTo(2);
        assertThat(err.toString()).contains("--older-than");
        assertThat(run(with(prune, "--older-than", "30"))).isEqualTo(2);
        assertThat(err.toString()).contains("30 has no unit");
        assertThat(run(prune)).isEqualTo(2);
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void aDataFolderThatIsAFileIsTheUsersError() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(run("registry", "--port", "0", "--data-dir", file.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(file.toString());
    }

    /** A Kafka and a registry that never answer, so that a test never meets those of the machine. */
    private Path nobodyThere() throws IOException {
        return Files.writeString(directory.resolve("nobody.yaml"), """
                callstream:
                  kafka: {bootstrap_servers: "127.0.0.1:1", properties: {default.api.timeout.ms: "1000", request.timeout.ms: "1000"}}
                  schema_registry: {url: "http://127.0.0.1:1"}
                """);
    }

    private int run(String... arguments) {
        CommandLine command =
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
