package io.callstream.cli.up;

import io.callstream.analytics.run.Analytics;
import io.callstream.cli.alerts.AlertReceivers;
import io.callstream.cli.analytics.AnalyticsStart;
import io.callstream.cli.check.ConfigCheck;
import io.callstream.cli.check.ConfigVerdict;
import io.callstream.cli.config.Configuration;
import io.callstream.cli.config.Connections;
import io.callstream.cli.config.WatchedFile;
import io.callstream.cli.gateway.Gateways;
import io.callstream.cli.gateway.PluginHooks;
import io.callstream.cli.run.HangUpSignal;
import io.callstream.cli.run.LowPriority;
import io.callstream.cli.run.Progress;
import io.callstream.cli.run.Running;
import io.callstream.cli.sink.Sinks;
import io.callstream.cli.stack.EmbeddedStack;
import io.callstream.cli.topics.EventTopics;
import io.callstream.console.run.Console;
import io.callstream.events.ErasureKind;
import io.callstream.events.codec.EventSchemas;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.Gateway;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.settings.Problems;
import io.callstream.sink.runtime.SinkRunner;
import io.callstream.sink.runtime.observe.SinkStatus;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Everything, running in this process.
 *
 * @param gateway where calls go
 * @param stack what Callstream needs beside itself
 * @param connections where events and schemas are
 * @param sinks those that run, by their names
 * @param analytics rows of calls, spending, figures and alerts, unless the configuration turns them off
 * @param console the page to look at all of it, unless the configuration turns it off
 * @param fileDirectory where the file sink writes, unless the configuration says otherwise
 */
public record Platform(
        URI gateway,
        EmbeddedStack stack,
        Connections connections,
        Map<String, SinkRunner> sinks,
        Optional<Analytics> analytics,
        Optional<Console> console,
        Path fileDirectory) {
    private static final String FILES = "events";
    /** A free port, which only this machine reaches. */
    private static final InetSocketAddress THIS_MACHINE = new InetSocketAddress("127.0.0.1", 0);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /**
     * Starts everything and returns when it answers. The gateway starts last, so that it is the first to stop: it drains its
     * calls and ships its events while the rest still runs.
     *
     * @param reading reads the configuration, now and whenever its file has changed: the gateway takes the change over
     * @param running takes over what was started, also when another part fails
     */
    public static Platform start(
            PlatformOptions options, Supplier<Configuration> reading, Running running, Progress progress) {
        Optional<WatchedFile> before = options.config().file().map(WatchedFile::of);
        Configuration configuration = reading.get();
        check(options, configuration);
        Path files = options.data().of(FILES);
        Services services = LowPriority.start(() -> services(options, configuration, files, running, progress));
        long begun = System.nanoTime();
        Path folder = options.data().of("gateway");
        PluginHooks hooks = new PluginHooks(options.plugins().folder(), folder.resolve("hooks"));
        Optional<WatchedFile> watched = before.map(seen -> seen.and(hooks::state));
        Gateway gateway = running.add(Gateways.start(services.wired(), folder, options.port(), hooks));
        progress.started("Gateway", gateway.url().toString(), Duration.ofNanos(System.nanoTime() - begun));
        watch(watched, running, gateway, services, () -> {
            Configuration changed = reading.get();
            check(options, changed);
            return Wiring.onStack(changed, services.stack(), files.toString());
        });
        Optional<Console> console = LowPriority.start(() -> new PlatformConsole(options, running, progress)
                .start(services.wired(), gateway.url(), healthPages(services.sinks())));
        return new Platform(
                gateway.url(),
                services.stack(),
                Connections.of(services.wired()),
                services.sinks(),
                services.analytics(),
                console,
                files);
    }

    /** The gateway takes changes of its file over, where there is one. */
    private static void watch(
            Optional<WatchedFile> watched,
            Running running,
            Gateway gateway,
            Services services,
            Supplier<Configuration> changed) {
        Duration every = GatewayConfig.reloadInterval(services.wired().open(new Problems()));
        watched.ifPresentOrElse(
                file -> running.add(Gateways.watch(gateway, file, every, changed)), HangUpSignal::release);
    }

    /** What runs beside the gateway, and gives way to it. */
    private record Services(
            EmbeddedStack stack, Configuration wired, Map<String, SinkRunner> sinks, Optional<Analytics> analytics) {}

    private static Services services(
            PlatformOptions options, Configuration configuration, Path files, Running running, Progress progress) {
        EmbeddedStack stack = EmbeddedStack.start(options.data(), options.ports(), running, progress);
        Configuration wired = Wiring.onStack(configuration, stack, files.toString());
        Connections connections = Connections.of(wired);
        prepare(connections);
        Sinks available = new Sinks(wired, options.data().path(), options.plugins(), new SecureRandom());
        Map<String, SinkRunner> sinks = new PlatformSinks(available, THIS_MACHINE, running, progress)
                .start(connections.callbacks(), alerts(wired));
        Optional<Analytics> analytics = startAnalytics(options, watching(wired, sinks), running, progress);
        return new Services(stack, wired, sinks, analytics);
    }

    /**
     * Waits until every sink has joined its group and reads, so that what follows is not measured against their start.
     *
     * @return whether they all did in time
     */
    public boolean awaitSinks(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (sinks.values().stream().anyMatch(sink -> sink.status().state() != SinkStatus.State.RUNNING)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
        return true;
    }

    /** Each service's address, for the ready file. */
    public Map<String, String> urls() {
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("gateway", gateway.toString());
        urls.put("kafka", stack.kafka());
        urls.put("registry", stack.registry());
        urls.put("postgres", stack.postgres());
        sinks.forEach((name, runner) -> urls.put("sink-" + name, health(runner)));
        analytics.ifPresent(running -> urls.put("analytics", health(running.port())));
        console.ifPresent(running -> urls.put("console", PlatformConsole.url(running)));
        return urls;
    }

    /** Each service's process, for the ready file: all but PostgreSQL are in this one. */
    public Map<String, Long> pids() {
        long here = ProcessHandle.current().pid();
        Map<String, Long> pids = new LinkedHashMap<>();
        urls().keySet().forEach(service -> pids.put(service, here));
        pids.put("postgres", stack.postgresPid());
        return pids;
    }

    /** Before anything starts: what is wrong with the configuration is said at once. */
    private static void check(PlatformOptions options, Configuration configuration) {
        Configuration wired =
                Wiring.onAnyStack(configuration, options.data().of(FILES).toString());
        Sinks sinks = new Sinks(wired, options.data().path(), options.plugins(), new SecureRandom());
        ConfigVerdict verdict = ConfigCheck.everything(wired, sinks);
        (options.strict() ? verdict.strict() : verdict).throwIfProblems();
    }

    private static void prepare(Connections connections) {
        try (EventTopics topics = EventTopics.on(connections.kafka())) {
            TopicCatalogue catalogue = new TopicCatalogue(connections.kafka().partitions());
            topics.create(catalogue.events());
            topics.create(catalogue.derived());
            topics.create(TopicCatalogue.erasures());
        }
        try {
            EventSchemas schemas = new EventSchemas(RegistryClients.connect(
                    connections.registry().url(), connections.registry().properties()));
            schemas.register();
            schemas.registerDerived();
            for (ErasureKind kind : ErasureKind.values()) {
                schemas.register(kind);
            }
        } catch (IOException | RestClientException e) {
            throw new IllegalStateException("the event schemas could not be registered", e);
        }
    }

    /** Analytics looks at the sinks that run here, for rules about them. */
    private static Configuration watching(Configuration wired, Map<String, SinkRunner> sinks) {
        Configuration watching = wired;
        for (Map.Entry<String, SinkRunner> sink : sinks.entrySet()) {
            watching =
                    watching.withDefault("callstream.analytics.sink_health." + sink.getKey(), health(sink.getValue()));
        }
        return watching;
    }

    private static Map<String, String> healthPages(Map<String, SinkRunner> sinks) {
        Map<String, String> pages = new LinkedHashMap<>();
        sinks.forEach((name, runner) -> pages.put(name, health(runner)));
        return pages;
    }

    private static Optional<Analytics> startAnalytics(
            PlatformOptions options, Configuration wired, Running running, Progress progress) {
        if (!analytics(wired)) {
            return Optional.empty();
        }
        long begun = System.nanoTime();
        Analytics analytics = running.add(AnalyticsStart.start(wired, options.data(), THIS_MACHINE));
        progress.started("Analytics", health(analytics.port()), Duration.ofNanos(System.nanoTime() - begun));
        return Optional.of(analytics);
    }

    private static boolean analytics(Configuration wired) {
        return wired.open(new Problems())
                .section("callstream")
                .section("analytics")
                .flag("enabled", true);
    }

    /** Without analytics there are no alerts. */
    private static AlertReceivers alerts(Configuration wired) {
        return analytics(wired) ? AlertReceivers.of(wired) : new AlertReceivers(Map.of(), Set.of());
    }

    private static String health(SinkRunner runner) {
        return health(runner.healthPort().orElse(0));
    }

    private static String health(int port) {
        return "http://" + THIS_MACHINE.getHostString() + ":" + port + "/health";
    }
}
