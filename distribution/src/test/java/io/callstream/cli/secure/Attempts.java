package io.callstream.cli.secure;

import io.callstream.analytics.run.Analytics;
import io.callstream.cli.acl.Service;
import io.callstream.cli.analytics.AnalyticsStart;
import io.callstream.cli.config.Configuration;
import io.callstream.cli.console.ConsoleStart;
import io.callstream.cli.gateway.Gateways;
import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.sink.PluginsOption;
import io.callstream.cli.sink.Sinks;
import io.callstream.console.run.Console;
import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import io.callstream.gateway.Gateway;
import io.callstream.gateway.stage.hook.HookSource;
import io.callstream.settings.Environment;
import io.callstream.settings.SettingsException;
import io.callstream.sink.runtime.SinkRunner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import picocli.CommandLine;

/** Starts each service as its command does, and has it do its work once. */
final class Attempts {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final List<String> PAGES = List.of(
            "/",
            "/api/overview",
            "/calls",
            "/api/sinks",
            "/topics-table",
            "/api/topics",
            "/api/topics/llm.success",
            "/replay",
            "/replay-jobs");

    private final GuardedKafka kafka;
    private final Path config;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Predicate<String> enough;

    /**
     * @param config the configuration, with the login of the service
     * @param folder an empty one, for everything that the service keeps
     * @param enough whether what was said ends the attempt before the work is done
     */
    Attempts(GuardedKafka kafka, Path config, Path folder, Predicate<String> enough) {
        this.kafka = kafka;
        this.config = config;
        this.folder = folder;
        this.enough = enough;
    }

    /** @param done whether the work was done */
    record Outcome(boolean done, String said) {}

    private interface Look {
        /** What there is to say beside the log; empty when the work is done. */
        Optional<String> now() throws Exception;
    }

    Outcome of(Service service) throws Exception {
        try (Said said = Said.byUs()) {
            return switch (service) {
                case TOPICS -> command(said, "topics", "create");
                case REPLAY ->
                    command(
                            said,
                            "replay",
                            "--sink",
                            "file",
                            "--from",
                            "1h",
                            "--allow-duplicates",
                            "--data-dir",
                            folder.toString());
                case SQL ->
                    command(
                            said,
                            "sql",
                            "SELECT (SELECT count(*) FROM successes), (SELECT count(*) FROM spend), (SELECT count(*) FROM calls)");
                case GATEWAY -> gateway(said);
                case SINK -> sink(said);
                case ANALYTICS -> analytics(said);
                case CONSOLE -> console(said);
            };
        } catch (IllegalStateException | SettingsException e) {
            return new Outcome(false, String.valueOf(e.getMessage()));
        }
    }

    /** Some wait for what they lack, as services do. */
    private Outcome command(Said said, String... words) throws Exception {
        String[] all = Stream.concat(Stream.of(words), Stream.of("--config", config.toString()))
                .toArray(String[]::new);
        CompletableFuture<Ran> ran = new CompletableFuture<>();
        Thread thread = new Thread(() -> ran.complete(Ran.command(all)), "command");
        thread.start();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .atMost(PATIENCE)
                .until(() -> ran.isDone() || enough.test(said.text()));
        thread.interrupt();
        thread.join(PATIENCE.toMillis());
        Ran ended = ran.get(1, TimeUnit.SECONDS);
        return new Outcome(ended.code() == 0, ended.all() + said.text());
    }

    private Outcome gateway(Said said) throws Exception {
        long before = kafka.records(EventKind.SUCCESS.topic());
        long preCalls = kafka.records(EventKind.PRE_CALL.topic());
        try (Gateway gateway = Gateways.start(configuration(), folder, 0, HookSource.NONE)) {
            String body = "{\"model\":\"sim-text\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
            URI chat = gateway.url().resolve("/v1/chat/completions");
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(chat)
                            .header("authorization", "Bearer sk-secure")
                            .header("content-type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            return watch(said, () -> {
                boolean shipped = kafka.records(EventKind.SUCCESS.topic()) > before
                        && kafka.records(EventKind.PRE_CALL.topic()) > preCalls;
                return answer.statusCode() == 200 && shipped ? Optional.empty() : Optional.of(answer.body());
            });
        }
    }

    private Outcome sink(Said said) throws Exception {
        Sinks sinks = new Sinks(configuration(), folder, new PluginsOption(), new SecureRandom());
        try (SinkRunner sink = sinks.start("file", Optional.empty())) {
            return watch(
                    said,
                    () -> delivered()
                            ? Optional.empty()
                            : Optional.of(sink.statuses().toString()));
        }
    }

    private boolean delivered() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".jsonl"));
        }
    }

    private Outcome analytics(Said said) throws Exception {
        try (Analytics analytics = AnalyticsStart.start(configuration(), data(), loopback())) {
            return watch(
                    said,
                    () -> analytics.running() && kafka.records(DerivedKind.CALL.topic()) > 0
                            ? Optional.empty()
                            : Optional.of(analytics.health().toString()));
        }
    }

    private Outcome console(Said said) throws Exception {
        try (Console console = ConsoleStart.start(configuration(), data(), new PluginsOption(), loopback())) {
            return watch(said, () -> {
                for (String page : PAGES) {
                    URI address = URI.create("http://127.0.0.1:" + console.port() + page);
                    HttpResponse<String> answer = http.send(asking(address), BodyHandlers.ofString());
                    if (answer.statusCode() != 200) {
                        return Optional.of(page + ": " + answer.statusCode() + " " + answer.body());
                    }
                }
                return Optional.empty();
            });
        }
    }

    private static HttpRequest asking(URI address) {
        return HttpRequest.newBuilder(address)
                .header("authorization", "Bearer sk-secure")
                .build();
    }

    private Outcome watch(Said said, Look look) {
        StringBuilder last = new StringBuilder();
        boolean[] done = {false};
        try {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(PATIENCE)
                    .until(() -> {
                        Optional<String> trouble = look.now();
                        done[0] = trouble.isEmpty();
                        last.setLength(0);
                        last.append(said.text()).append('\n').append(trouble.orElse(""));
                        return done[0] || enough.test(last.toString());
                    });
        } catch (ConditionTimeoutException e) {
            last.append("\nafter ").append(PATIENCE);
        }
        return new Outcome(done[0], last.toString());
    }

    private Configuration configuration() {
        return Configuration.ofFile(config, Environment.of(Map.of()));
    }

    private DataDirOption data() {
        return CommandLine.populateCommand(new DataDirOption(), "--data-dir", folder.toString());
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
