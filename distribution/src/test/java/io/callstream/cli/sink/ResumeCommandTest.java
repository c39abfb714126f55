package io.callstream.cli.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.cli.Main;
import io.callstream.settings.AllowedHosts;
import io.callstream.sink.runtime.observe.HealthServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code callstream resume} against a real health port. */
class ResumeCommandTest {
    @TempDir
    Path folder;

    private final AtomicInteger resumptions = new AtomicInteger();
    private final HealthServer port = HealthServer.start(
            new InetSocketAddress("127.0.0.1", 0),
            Map::of,
            () -> "",
            resumptions::incrementAndGet,
            new AllowedHosts(Set.of()));
    private final StringWriter said = new StringWriter();

    @AfterEach
    void stop() {
        port.close();
    }

    @Test
    void aSinkIsResumedAtTheAddressThatIsGiven() {
        assertThat(run("resume", "webhook", "--health", page())).isZero();
        assertThat(resumptions).hasValue(1);
        assertThat(said.toString()).contains("sink webhook tries again");
    }

    @Test
    void itIsFoundWhereTheConfigurationHasItsHealthPage() throws Exception {
        assertThat(run("resume", "webhook", "--config", config())).isZero();
        assertThat(resumptions).hasValue(1);
    }

    @Test
    void aSinkThatNobodyCanFindNamesTheSetting() throws Exception {
        assertThat(run("resume", "slack", "--config", config())).isEqualTo(2);
        assertThat(said.toString()).contains("--health URL", "callstream.console.sink_health.slack");
    }

    @Test
    void aSinkThatDoesNotAnswerIsSaid() {
        port.close();
        assertThat(run("resume", "webhook", "--health", page())).isEqualTo(1);
        assertThat(said.toString()).contains("sink webhook was not resumed", "/resume does not answer");
    }

    private String config() throws IOException {
        return Files.writeString(
                        folder.resolve("config.yaml"),
                        "callstream: {console: {sink_health: {webhook: \"" + page() + "\"}}}\n")
                .toString();
    }

    private String page() {
        return "http://127.0.0.1:" + port.port() + "/health";
    }

    private int run(String... line) {
        CommandLine command =
                Main.commandLine(line).setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        return command.execute(line);
    }
}
