package io.callstream.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.gateway.Gateway;
import io.callstream.sink.runtime.SinkRunner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the dashboard shows and the alerts watch is what a gateway, a sink and analytics export, by name. */
class DashboardTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path COMPOSE = Path.of("..", "compose");
    private static final Pattern METRIC = Pattern.compile("callstream_[a-z_]+");
    private static final Pattern EXPORTED = Pattern.compile("(?m)^callstream_[a-z_]+");

    @TempDir
    Path folder;

    private WholePath path;
    private Gateway gateway;
    private SinkRunner sink;

    @BeforeEach
    void letSomeCallsSucceedAndSomeFailAndTheSinkTryTwice() throws Exception {
        path = WholePath.start(folder);
        gateway = path.gateway(Configs.gateway(path.provider(), path.backends(), "sim-text", "sim-400"));
        FakeWebhook webhook = path.keep(FakeWebhook.refusing("nothing"));
        webhook.answerAll(500);
        sink = path.sink(
                "webhook",
                Configs.callstream(path.backends()) + "  sinks: {webhook: {url: \"" + webhook.url() + "\"}}\n");
        Client client = new Client(gateway.url());
        client.call("/v1/chat/completions", Load.body("sim-text", false));
        client.call("/v1/chat/completions", Load.body("sim-400", false));
        await().atMost(SOON).until(() -> webhook.refusals() > 0);
        webhook.answerAll(200);
        await().atMost(SOON).until(() -> sink.status().counts().delivered() == 2);
    }

    @AfterEach
    void stop() throws Exception {
        path.close();
    }

    @Test
    void everyMetricOfTheDashboardAndTheAlertsIsExported() throws Exception {
        Set<String> exported = new TreeSet<>(exported(gateway.url().resolve("/metrics")));
        exported.addAll(
                exported(URI.create("http://127.0.0.1:" + sink.healthPort().orElseThrow() + "/metrics")));

        exported.addAll(ofAnalytics());
        assertThat(shown()).hasSizeGreaterThan(30).isSubsetOf(exported);
        assertThat(watched()).isNotEmpty().isSubsetOf(exported);
    }

    @Test
    void everyMetricIsDescribedWhereItIsShownAndInTheReference() throws Exception {
        String gateways = text(gateway.url().resolve("/metrics"));
        String sinks = text(URI.create("http://127.0.0.1:" + sink.healthPort().orElseThrow() + "/metrics"));
        String reference = Files.readString(Path.of("..", "docs", "reference", "metrics.md"));

        for (String text : List.of(gateways, sinks)) {
            assertThat(text.lines().filter(line -> line.startsWith("# TYPE")))
                    .isNotEmpty()
                    .map(line -> line.split(" ")[2].replaceFirst("_max$", ""))
                    .allSatisfy(name -> {
                        assertThat(text).containsPattern("(?m)^# HELP " + name + " \\S");
                        assertThat(reference).contains("`" + name);
                    });
        }
    }

    private static Set<String> shown() throws IOException {
        Path dashboard = COMPOSE.resolve("grafana/dashboards/callstream.json");
        return new ObjectMapper()
                .readTree(dashboard.toFile()).findValuesAsText("expr").stream()
                        .flatMap(expr -> METRIC.matcher(expr).results())
                        .map(MatchResult::group)
                        .collect(Collectors.toSet());
    }

    private static Set<String> watched() throws IOException {
        return Files.readAllLines(COMPOSE.resolve("alerts.yml")).stream()
                .filter(line -> line.contains("expr:"))
                .flatMap(line -> METRIC.matcher(line).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    /** As the reference has them, which is made of the code. */
    private static Set<String> ofAnalytics() throws IOException {
        String reference = Files.readString(Path.of("..", "docs", "reference", "metrics.md"));
        int from = reference.indexOf("<!-- generated: the metrics of analytics -->");
        return METRIC.matcher(reference.substring(from, reference.indexOf("<!-- end -->", from)))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static Set<String> exported(URI metrics) throws Exception {
        return EXPORTED.matcher(text(metrics)).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static String text(URI metrics) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body();
    }
}
