package io.callstream.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.cli.alerts.AlertReceivers;
import io.callstream.cli.config.Configuration;
import io.callstream.cli.config.Connections;
import io.callstream.cli.run.Progress;
import io.callstream.cli.run.Running;
import io.callstream.cli.sink.PluginsOption;
import io.callstream.cli.sink.Sinks;
import io.callstream.settings.Environment;
import io.callstream.sink.runtime.SinkRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which sinks start with everything else; Kafka need not be there for that. */
class PlatformSinksTest {
    private static final String SLACK = "general_settings: {alerting: [slack]}";
    private static final Map<String, String> WEBHOOK = Map.of("SLACK_WEBHOOK_URL", "http://127.0.0.1:1/hook");

    @TempDir
    private Path folder;

    private final StringWriter told = new StringWriter();

    @Test
    void slackTellsOfAlertsAndOfNoCallsWhereOnlyAlertingNamesIt() throws IOException {
        assertThat(accounts(SLACK, WEBHOOK)).containsExactly(Map.entry("slack", "[slack.alerts]"));
        assertThat(told.toString()).contains("sink-slack").doesNotContain("note:");
    }

    @Test
    void withoutItsAddressEverythingElseStartsAndOneLineSaysWhatIsMissing() throws IOException {
        assertThat(accounts(SLACK, Map.of())).isEmpty();
        assertThat(told.toString().lines())
                .singleElement()
                .asString()
                .contains("note: alerts for 'slack' (llm_exceptions, llm_requests_hanging, llm_too_slow, outage_alerts,"
                        + " provider_key_refused) will reach nobody: its settings are not complete: ")
                .contains("SLACK_WEBHOOK_URL");
    }

    @Test
    void aSinkOfCallsTellsOfAlertsBeside() throws IOException {
        String both = SLACK + "\nlitellm_settings: {failure_callback: [slack]}";

        assertThat(accounts(both, WEBHOOK)).containsExactly(Map.entry("slack", "[slack, slack.alerts]"));
    }

    @Test
    void receiversThatCannotTellOfAlertsAreSaid() throws IOException {
        String rules =
                "callstream: {alerts: [{name: slow, metric: avg_latency, bound: 5s, notify: [langfuse, pigeon]}]}";

        assertThat(accounts(rules, Map.of())).isEmpty();
        assertThat(told.toString().lines())
                .anyMatch(line -> line.contains("alerts for 'langfuse' (slow)") && line.contains("takes no alerts"))
                .anyMatch(line -> line.contains("alerts for 'pigeon' (slow)") && line.contains("there is no such sink"))
                .hasSize(2);
    }

    private Map<String, String> accounts(String yaml, Map<String, String> variables) throws IOException {
        Path file = Files.writeString(folder.resolve("config.yaml"), yaml);
        Configuration configuration = Configuration.ofFile(file, Environment.of(variables))
                .with("callstream.kafka.bootstrap_servers", "127.0.0.1:1");
        Sinks sinks = new Sinks(configuration, folder, new PluginsOption(), new Random(1));
        Map<String, String> accounts = new TreeMap<>();
        try (Running running = new Running()) {
            InetSocketAddress health = new InetSocketAddress("127.0.0.1", 0);
            Map<String, SinkRunner> started = new PlatformSinks(
                            sinks, health, running, new Progress(new PrintWriter(told, true)))
                    .start(Connections.of(configuration).callbacks(), AlertReceivers.of(configuration));
            started.forEach((name, runner) ->
                    accounts.put(name, runner.statuses().keySet().toString()));
        }
        return accounts;
    }
}
