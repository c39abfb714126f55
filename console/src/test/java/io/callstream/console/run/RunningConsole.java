package io.callstream.console.run;

import io.callstream.console.sinks.SinkAccess;
import io.callstream.events.EventKind;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.RegistryClients;
import io.callstream.reader.PartitionRange;
import io.callstream.replay.plan.Matches;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sink.runtime.catalogue.SinkCatalogue;
import io.callstream.stack.kafka.KafkaBroker;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.stack.registry.RegistryOptions;
import io.callstream.stack.registry.SchemaRegistryServer;
import io.callstream.testing.events.SampleCall;
import io.callstream.testing.topics.EventTopics;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** A console over topics with the events of some calls, and a sink that is not running. */
final class RunningConsole implements AutoCloseable {
    static final String KEY = "sk-console";
    static final String VIEWER = "sk-viewer";
    static final int CALLS = 40;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final EventTopics topics;
    private final Console console;

    RunningConsole(Path folder) throws Exception {
        this(folder, new Around("http://127.0.0.1:1", "", Map.of(), ""));
    }

    RunningConsole(Path folder, Around around) throws Exception {
        CompletableFuture<SchemaRegistryServer> starting = CompletableFuture.supplyAsync(
                () -> SchemaRegistryServer.start(RegistryOptions.in(folder.resolve("registry"))));
        KafkaBroker broker = part(KafkaBroker.start(KafkaOptions.in(folder.resolve("kafka"))));
        SchemaRegistryServer registry = part(starting.join());
        EventSchemas schemas = new EventSchemas(RegistryClients.connect(URI.create(registry.url()), Map.of()));
        Map<EventKind, Integer> ids = schemas.register();
        schemas.registerDerived();
        topics = part(new EventTopics(broker.bootstrapServers(), ids::get));
        topics.create(List.of("llm.erasure", "llm.replay"));
        calls(0, CALLS);
        topics.send(OddCall.events());
        Section config = config(broker.bootstrapServers(), registry.url(), around);
        console = part(Console.start(new ConsoleOptions(
                config,
                folder.resolve("console"),
                new InetSocketAddress("127.0.0.1", 0),
                new OneSink(config, folder.resolve("sinks")),
                (expression, ranges, since) -> matches(ranges),
                Clock.systemUTC(),
                new SecureRandom())));
    }

    /**
     * What the console finds beside topics.
     *
     * @param gateway where a gateway answers
     * @param master its master key; empty for none
     * @param sinkHealth health pages of sinks
     * @param list where {@link KeptSink} delivers; empty for no sink
     */
    record Around(String gateway, String master, Map<String, Object> sinkHealth, String list) {}

    private <T extends AutoCloseable> T part(T started) {
        parts.push(started);
        return started;
    }

    private static Matches matches(List<PartitionRange> ranges) {
        return new Matches(ranges);
    }

    /** Every fifth call fails; the others end well. */
    private static List<SpecificRecord> events(int number) {
        SampleCall call = SampleCall.number(number);
        List<SpecificRecord> events = new ArrayList<>();
        events.add(call.preCall());
        if (number % 5 == 4) {
            events.add(call.failure());
        } else {
            events.addAll(call.chunks());
            events.add(call.success());
        }
        return events;
    }

    private static Section config(String kafka, String registry, Around around) {
        Map<String, Object> callstream = Map.of(
                "kafka",
                Map.of("bootstrap_servers", kafka),
                "schema_registry",
                Map.of("url", registry),
                "sinks",
                Map.of(KeptSink.NAME, Map.of("list", around.list())),
                "console",
                Map.of(
                        "key",
                        KEY,
                        "viewer_key",
                        VIEWER,
                        "gateway",
                        around.gateway(),
                        "query_memory",
                        "64MiB",
                        "sink_health",
                        around.sinkHealth()));
        Map<String, Object> general = around.master().isEmpty() ? Map.of() : Map.of("master_key", around.master());
        return new Section("", Map.of("callstream", callstream, "general_settings", general), new Problems());
    }

    /** What it answers: method and pattern of each route. */
    Set<String> routes() {
        return console.routes().stream()
                .map(route -> route.method() + " " + route.pattern())
                .collect(Collectors.toSet());
    }

    String url() {
        return "http://127.0.0.1:" + console.port();
    }

    /** Writes how one more call begins. */
    void begin(int number) {
        topics.send(List.of(SampleCall.number(number).preCall()));
    }

    /** Writes the events of one more call. */
    void call(int number) {
        topics.send(events(number));
    }

    /** Writes the events of many more calls. */
    void calls(int first, int count) {
        List<SpecificRecord> all = new ArrayList<>();
        for (int number = first; number < first + count; number++) {
            all.addAll(events(number));
        }
        topics.send(all);
    }

    HttpResponse<String> get(String path) throws Exception {
        return get(path, KEY);
    }

    HttpResponse<String> get(String path, String key) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(url() + path))
                        .header("Authorization", "Bearer " + key)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return post(path, body, KEY);
    }

    HttpResponse<String> post(String path, String body, String key) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(url() + path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws Exception {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }

    private record OneSink(Section config, Path folder) implements SinkAccess {
        @Override
        public List<String> names() {
            return List.of(KeptSink.NAME);
        }

        @Override
        public SinkRunnerOptions options(String sink) {
            return new SinkRunnerOptions(
                    sink,
                    SinkCatalogue.of(RunningConsole.class.getClassLoader()),
                    config,
                    Environment.of(Map.of()),
                    folder.resolve(sink),
                    Optional.empty(),
                    Clock.systemUTC(),
                    new SecureRandom());
        }
    }
}
