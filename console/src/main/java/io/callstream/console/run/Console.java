package io.callstream.console.run;

import io.callstream.console.call.CallFinder;
import io.callstream.console.call.CallPages;
import io.callstream.console.call.Deliveries;
import io.callstream.console.calls.CallFeed;
import io.callstream.console.calls.CallRing;
import io.callstream.console.calls.CallRow;
import io.callstream.console.calls.CallSearch;
import io.callstream.console.calls.CallSums;
import io.callstream.console.calls.CallsPages;
import io.callstream.console.calls.LiveCalls;
import io.callstream.console.feed.TopicFollower;
import io.callstream.console.keys.GatewayApi;
import io.callstream.console.keys.KeyPages;
import io.callstream.console.keys.KeyRoutes;
import io.callstream.console.overview.Figures;
import io.callstream.console.overview.OverviewPages;
import io.callstream.console.overview.OverviewReport;
import io.callstream.console.replay.JobRunner;
import io.callstream.console.replay.ReplayPages;
import io.callstream.console.replay.ReplayRoutes;
import io.callstream.console.replay.Replays;
import io.callstream.console.sinks.GroupOffsets;
import io.callstream.console.sinks.SinkBoard;
import io.callstream.console.sinks.SinkPages;
import io.callstream.console.sql.EngineSetUp;
import io.callstream.console.sql.SqlPages;
import io.callstream.console.sql.Statements;
import io.callstream.console.topics.TopicPages;
import io.callstream.console.web.Assets;
import io.callstream.console.web.Json;
import io.callstream.console.web.Pages;
import io.callstream.console.web.Reply;
import io.callstream.console.web.Route;
import io.callstream.console.web.Sessions;
import io.callstream.console.web.WebServer;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.events.codec.SchemaMemory;
import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.erasure.ErasureIndex;
import io.callstream.settings.AllowedHosts;
import io.callstream.settings.SettingsException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The console, running: what it follows, and the port that shows it. */
public final class Console implements AutoCloseable {
    private static final Duration REGISTRY_STARTS = Duration.ofSeconds(60);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final ConsoleSettings settings;
    private final ConsoleOptions options;
    private final TopicConsumers consumers;
    private final RegistryWriterSchemas schemas;
    private final ErasureIndex erasures;
    private final List<Route> routes = new ArrayList<>();
    private int port;

    private Console(ConsoleSettings settings, ConsoleOptions options) {
        this.settings = settings;
        this.options = options;
        this.consumers = new TopicConsumers(settings.kafka());
        this.schemas = new RegistryWriterSchemas(
                RegistryClients.connect(
                        settings.registry().url(), settings.registry().properties()),
                options.clock(),
                REGISTRY_STARTS,
                SchemaMemory.NONE);
        this.erasures = started(ErasureIndex.follow(consumers, "console-erasures"));
    }

    /**
     * Starts everything and returns when the port answers; what is followed fills in behind it.
     *
     * @throws SettingsException naming everything that is wrong
     */
    public static Console start(ConsoleOptions options) {
        ConsoleSettings settings = ConsoleSettings.of(options.config());
        boolean here = options.address().getAddress() != null
                && options.address().getAddress().isLoopbackAddress();
        if (settings.keys().isEmpty() && !here) {
            throw new SettingsException("the console shows calls to whoever asks: set callstream.console.key or"
                    + " general_settings.master_key, or let it listen on this machine only (--host 127.0.0.1)");
        }
        Console console = new Console(settings, options);
        try {
            console.serve();
            return console;
        } catch (RuntimeException e) { // what has started ends
            console.close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    private void serve() {
        Assets assets = Assets.load();
        Pages pages = new Pages(assets);
        routes.add(Route.get("/health", exchange -> Json.reply(Json.object().put("state", "running"))));
        byte[] api = Assets.read("/io/callstream/console/openapi.json");
        routes.add(Route.get("/api/openapi.json", exchange -> Reply.json(api)));
        GroupOffsets offsets = started(new GroupOffsets(settings.kafka()));
        SinkBoard board = new SinkBoard(offsets, settings.sinkPages());
        overview(pages);
        calls(pages, offsets);
        routes.addAll(new SinkPages(board, settings.kafka(), options.sinks(), pages).routes());
        sql(pages);
        keys(pages);
        replays(pages, board);
        routes.addAll(new TopicPages(consumers, schemas, this::erased, pages, options.clock()).routes());
        Sessions sessions = new Sessions(settings.keys(), options.clock(), options.random());
        WebServer server = started(WebServer.start(options.address(), hosts(), sessions, pages, assets, routes));
        port = server.port();
    }

    private void keys(Pages pages) {
        GatewayApi gateway =
                new GatewayApi(settings.gateway().address(), settings.gateway().master());
        routes.addAll(new KeyPages(gateway, pages).routes());
        routes.addAll(new KeyRoutes(gateway).routes());
    }

    private void replays(Pages pages, SinkBoard board) {
        JobRunner runner = started(new JobRunner(settings.kafka(), options.conditions(), options.clock()));
        Replays replays = new Replays(options.sinks(), options.conditions(), runner, options.clock(), options.random());
        routes.addAll(new ReplayPages(replays, board::inUse, pages).routes());
        routes.addAll(new ReplayRoutes(replays).routes());
    }

    private void sql(Pages pages) {
        Path folder = options.folder().resolve("sql");
        EngineSetUp setUp = new EngineSetUp(settings.kafka(), settings.registry(), folder, settings.queryMemory());
        Statements statements = started(new Statements(setUp));
        routes.addAll(new SqlPages(statements, folder, pages, options.clock()).routes());
    }

    private void overview(Pages pages) {
        Figures figures = new Figures(new EventDecoder(schemas), options.clock());
        TopicFollower follower = started(TopicFollower.start(consumers, figures, "console-figures"));
        OverviewReport report = new OverviewReport(figures, options.clock());
        routes.addAll(new OverviewPages(report, follower::trouble, pages).routes());
    }

    private void calls(Pages pages, GroupOffsets offsets) {
        CallRing ring = new CallRing(settings.recentCalls());
        Predicate<CallRow> shown = row -> !erased().covers(row.owner());
        LiveCalls live = started(new LiveCalls(shown));
        CallFeed feed = new CallFeed(ring, settings.recentCalls(), schemas, live::tell, options.clock());
        TopicFollower follower = started(TopicFollower.start(consumers, feed, "console-calls"));
        CallSearch search = new CallSearch(consumers, schemas, options.clock());
        CallSums sums = new CallSums(ring, shown, follower::trouble, options.clock());
        routes.addAll(new CallsPages(ring, live, search, sums, shown, pages).routes());
        CallFinder finder = new CallFinder(consumers, new EventDecoder(schemas), options.clock());
        routes.addAll(new CallPages(
                        finder,
                        id -> ring.call(id).map(row -> Instant.ofEpochMilli(row.startedAt())),
                        new Deliveries(offsets, settings.kafka()),
                        this::erased,
                        pages,
                        settings.gateway().address().toString())
                .routes());
    }

    /** Until it is known who is erased, nothing is shown. */
    private ErasedSubjects erased() {
        return erasures.known()
                .orElseThrow(() -> new io.callstream.console.web.WebException(
                        503, "it is not known yet whose calls may be shown: " + erasures.trouble()))
                .subjects();
    }

    private AllowedHosts hosts() {
        InetSocketAddress address = options.address();
        Set<String> names = new HashSet<>(settings.hosts());
        names.add(address.getHostString());
        return new AllowedHosts(names);
    }

    /** What it answers. */
    List<Route> routes() {
        return List.copyOf(routes);
    }

    /** Where it answers. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) { // the other parts have to end as well
                Thread.currentThread().interrupt();
            }
        }
    }
}
