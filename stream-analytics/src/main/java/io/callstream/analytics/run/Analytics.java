package io.callstream.analytics.run;

import io.callstream.analytics.alert.AlertsTopology;
import io.callstream.analytics.call.CallsTopology;
import io.callstream.analytics.config.AnalyticsConfig;
import io.callstream.analytics.config.AnalyticsSettings;
import io.callstream.analytics.query.ApiKeys;
import io.callstream.analytics.query.ApiRoutes;
import io.callstream.analytics.query.ApiServer;
import io.callstream.analytics.query.Health;
import io.callstream.analytics.serde.RecordSerdes;
import io.callstream.analytics.sinks.SinkReadings;
import io.callstream.analytics.sinks.SinkWatch;
import io.callstream.analytics.spend.Ledger;
import io.callstream.analytics.spend.SpendTopology;
import io.callstream.analytics.window.WindowsTopology;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.events.codec.SchemaMemory;
import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.erasure.ErasureIndex;
import io.callstream.settings.AllowedHosts;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Analytics, running: every topology, and the port that tells of them. Thread-safe.
 *
 * <p>Killed at any point, it goes on where its last transaction ended; nothing is counted twice or left out.
 */
public final class Analytics implements AutoCloseable {
    /** A registry that has just been started may still be reading its storage. */
    private static final Duration REGISTRY_STARTS = Duration.ofSeconds(60);

    private static final Duration ERASURES_READ = Duration.ofSeconds(30);

    private final ApiServer api;
    private final RocksMemory memory;
    private final Map<String, StreamsApp> apps;
    private final ErasureIndex erasures;
    private final List<SinkWatch> watches = new ArrayList<>();

    private Analytics(ApiServer api, RocksMemory memory, Map<String, StreamsApp> apps, ErasureIndex erasures) {
        this.api = api;
        this.memory = memory;
        this.apps = apps;
        this.erasures = erasures;
    }

    /**
     * Starts everything and returns when the port answers; {@link #running} says when the stores are restored.
     *
     * @throws io.callstream.settings.SettingsException naming everything that is wrong, also topics that are missing
     * @throws IllegalStateException if Kafka or the registry does not answer
     */
    public static Analytics start(AnalyticsOptions options) {
        AnalyticsConfig config = AnalyticsConfig.of(options.config());
        Folder.create(options.folder());
        TopicCheck.run(config.kafka());
        SchemaRegistryClient registry = RegistryClients.connect(
                config.registry().url(), config.registry().properties());
        RecordSerdes serdes = new RecordSerdes(
                new RegistryWriterSchemas(registry, options.clock(), REGISTRY_STARTS, SchemaMemory.NONE),
                SchemaIds.ask(registry, config.registry()));
        ApiServer api = ApiServer.bind(options.address(), hosts(config, options.address()));
        RocksMemory memory = new RocksMemory();
        Analytics analytics = new Analytics(
                api,
                memory,
                new LinkedHashMap<>(),
                ErasureIndex.follow(new TopicConsumers(config.kafka()), "analytics-erasures"));
        try {
            analytics.erasures.await(ERASURES_READ); // no row is written before it is known whose it may not be
            analytics.run(config, serdes, options);
            return analytics;
        } catch (RuntimeException e) { // what has started ends
            analytics.close();
            throw e;
        }
    }

    private void run(AnalyticsConfig config, RecordSerdes serdes, AnalyticsOptions options) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        AnalyticsMeters counts = new AnalyticsMeters(meters);
        HostInfo here = here(config, options.address());
        StreamsProperties properties = new StreamsProperties(
                config, options.folder().resolve("stores"), here.host() + ":" + here.port(), memory, counts::skipped);
        topologies(config, options, serdes, counts).forEach((name, topology) -> {
            String id = name.equals("spend") ? name + "-" + config.analytics().ledger() : name;
            StreamsApp app = StreamsApp.start(name, topology, properties.of(id), options.clock());
            apps.put(name, app);
            counts.watch(app);
        });
        ApiKeys keys = new ApiKeys(
                config.api().keys(),
                options.address().getAddress() != null
                        && options.address().getAddress().isLoopbackAddress());
        api.serve(new ApiRoutes(
                this::health,
                meters::scrape,
                keys,
                new ApiRoutes.Stores(here, config.analytics().ledger(), streams(), options.clock(), this::erased)));
    }

    /** Nobody looks at sinks unless a rule does. */
    private SinkReadings sinks(AnalyticsConfig config) {
        if (config.rules().ofSinks().isEmpty()) {
            return SinkReadings.NONE;
        }
        SinkWatch watch = SinkWatch.start(
                config.kafka(), config.sinkPages(), config.rules().askForAges());
        watches.add(watch);
        return watch;
    }

    private Map<String, Topology> topologies(
            AnalyticsConfig config, AnalyticsOptions options, RecordSerdes serdes, AnalyticsMeters counts) {
        AnalyticsSettings settings = config.analytics();
        Map<String, Topology> topologies = new LinkedHashMap<>();
        topologies.put("calls", CallsTopology.build(serdes, settings.calls(), counts, this::erased));
        topologies.put(
                "spend",
                SpendTopology.build(
                        serdes,
                        new Ledger(settings.ledger(), options.rating()),
                        settings.rememberIds(),
                        () -> counts.repeated("spend")));
        topologies.put(
                "windows",
                WindowsTopology.build(
                        serdes, settings.rememberIds(), settings.keepWindows(), () -> counts.repeated("windows")));
        if (!config.rules().isEmpty()) {
            topologies.put(
                    "alerts",
                    AlertsTopology.build(
                            serdes,
                            config.rules(),
                            sinks(config),
                            settings.rememberIds(),
                            () -> counts.repeated("alerts")));
        }
        return topologies;
    }

    private ErasedSubjects erased() {
        return erasures.known().orElseThrow().subjects();
    }

    private Map<String, KafkaStreams> streams() {
        return apps.values().stream().collect(Collectors.toMap(StreamsApp::name, StreamsApp::streams));
    }

    private HostInfo here(AnalyticsConfig config, InetSocketAddress address) {
        return config.api()
                .advertise()
                .map(HostInfo::buildFromEndpoint)
                .orElseGet(() -> new HostInfo(reachable(address), api.port()));
    }

    /** An address that stands for all of a machine's is none to be reached by. */
    private static String reachable(InetSocketAddress address) {
        try {
            return address.getAddress() != null && address.getAddress().isAnyLocalAddress()
                    ? InetAddress.getLocalHost().getHostName()
                    : address.getHostString();
        } catch (UnknownHostException e) {
            return address.getHostString();
        }
    }

    private static AllowedHosts hosts(AnalyticsConfig config, InetSocketAddress address) {
        Set<String> names = new HashSet<>(config.api().hosts());
        names.add(address.getHostString());
        return new AllowedHosts(names);
    }

    /** Where it answers. */
    public int port() {
        return api.port();
    }

    /** Whether every topology has its partitions and stores, and works. */
    public boolean running() {
        return apps.values().stream().allMatch(StreamsApp::running);
    }

    /** How every topology is doing. */
    public Health health() {
        return new Health(apps.values().stream().collect(Collectors.toMap(StreamsApp::name, Analytics::health)));
    }

    private static Health.Topology health(StreamsApp app) {
        KafkaStreams.State state = app.state();
        boolean goesOn = state == KafkaStreams.State.RUNNING
                || state == KafkaStreams.State.REBALANCING
                || state == KafkaStreams.State.CREATED;
        String reason = app.recentTrouble().orElse("");
        return new Health.Topology(
                state.name().toLowerCase(Locale.ROOT), goesOn && reason.isEmpty(), app.lag(), reason);
    }

    /** Finishes what is under way, commits it, and ends. */
    @Override
    public void close() {
        api.close();
        List<CompletableFuture<Void>> ending = apps.values().stream()
                .map(app -> CompletableFuture.runAsync(app::close))
                .toList();
        ending.forEach(CompletableFuture::join);
        watches.forEach(SinkWatch::close);
        erasures.close();
        memory.close();
    }
}
