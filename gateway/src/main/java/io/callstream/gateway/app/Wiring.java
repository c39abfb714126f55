package io.callstream.gateway.app;

import io.callstream.gateway.admin.ResponsePages;
import io.callstream.gateway.admin.proxy.ProxyPages;
import io.callstream.gateway.call.ActiveCalls;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.credential.CredentialStore;
import io.callstream.gateway.dialect.Dialects;
import io.callstream.gateway.event.EventRecorder;
import io.callstream.gateway.ingest.IngestCounters;
import io.callstream.gateway.limit.ConnectionLimiter;
import io.callstream.gateway.limit.Memory;
import io.callstream.gateway.limit.UnauthenticatedEventLimiter;
import io.callstream.gateway.limit.account.Limiter;
import io.callstream.gateway.prompt.PromptStore;
import io.callstream.gateway.redact.RedactionCounters;
import io.callstream.gateway.route.state.DeploymentState;
import io.callstream.gateway.route.state.DeploymentStates;
import io.callstream.gateway.route.state.SharedCooldowns;
import io.callstream.gateway.server.LoopScope;
import io.callstream.gateway.server.PageServices;
import io.callstream.gateway.server.Pages;
import io.callstream.gateway.server.Transport;
import io.callstream.gateway.stage.conversation.Conversations;
import io.callstream.gateway.stage.hook.Hooks;
import io.callstream.gateway.telemetry.GatewayMetric;
import io.callstream.gateway.telemetry.MetricLabels;
import io.callstream.gateway.telemetry.Telemetry;
import io.callstream.gateway.upstream.Upstreams;
import io.callstream.gateway.usage.Pricing;
import io.callstream.gateway.usage.TokenCounter;
import io.callstream.table.SharedTables;
import io.micrometer.core.instrument.Tags;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Builds the gateway by hand: what lives as long as the process, what each event loop has of its own, and what every reading
 * of the configuration makes anew.
 */
final class Wiring {
    private final Clock clock;
    private final Hooks hooks;
    private final UnauthenticatedEventLimiter refusals;
    private final ConnectionLimiter connections;
    private final Memory memory;
    private final Telemetry telemetry = new Telemetry();
    private final RedactionCounters redactions = new RedactionCounters((detector, count) ->
            telemetry.counter(GatewayMetric.REDACTIONS, Tags.of(MetricLabels.DETECTOR, detector), count));
    private final ActiveCalls calls = new ActiveCalls(telemetry.calls());
    private final Upstreams.Shared upstreams;
    private final SharedTables tables;
    private final AnswerCaches caches = new AnswerCaches();
    private final IngestCounters ingested = new IngestCounters();
    private final TokenCounter tokens = new TokenCounter();
    private final Executor reports;
    private final Executor reading;
    private final PromptStore prompts = new PromptStore();
    private final Executor blocking;
    private final DeploymentStates deployments = new DeploymentStates(System::nanoTime, this::show);
    private final Dialects dialects;
    private final Management management;
    private volatile @Nullable Limits limits;
    private final Conversations conversations;
    private final Executor managing;
    private final Map<EventLoop, LoopWiring> loops = new LinkedHashMap<>();

    Wiring(
            GatewayConfig config,
            Transport transport,
            Background background,
            Clock clock,
            SharedTables tables,
            Hooks hooks) {
        this.clock = clock;
        this.reports = background.reports();
        this.reading = background.reading();
        this.tables = tables;
        this.hooks = hooks;
        this.dialects = new Dialects(new CredentialStore(background.credentials(), clock));
        this.management = new Management(tables, clock, background.management());
        this.managing = background.management();
        this.conversations = Conversations.open(
                tables, config.events().capture().events(), config.calls().responses(), clock);
        this.refusals = new UnauthenticatedEventLimiter(
                config.auth().refusedEventsPerSecond(), config.auth().refusedBytesPerDay());
        this.connections = new ConnectionLimiter(config.server().limits().maxConnections());
        this.memory = Memory.of(
                config.server().limits().maxMemoryBytes(), Runtime.getRuntime().maxMemory());
        this.upstreams = Upstreams.Shared.of(config.upstream(), transport.client(), background.names());
        this.blocking = background.names();
        show();
    }

    /** Makes the recorder of an event loop for a reading of the configuration. */
    interface Recorders {
        EventRecorder recorder(int lane, EventLoop loop, Snapshot snapshot);
    }

    /** Gives every event loop its own; to be called once, before anything is served. */
    Map<EventLoop, LoopScope> scopes(EventLoopGroup group, RandomGenerator seeds, Parts parts, Snapshot snapshot) {
        Map<EventLoop, LoopScope> scopes = new LinkedHashMap<>();
        Pages pages = parts.pages().apply(snapshot);
        for (EventExecutor each : group) {
            EventLoop loop = (EventLoop) each;
            LoopWiring.Place place = new LoopWiring.Place(loop, loops.size(), new SplittableRandom(seeds.nextLong()));
            LoopWiring wiring = new LoopWiring(this, parts, place, snapshot, pages);
            loops.put(loop, wiring);
            scopes.put(loop, wiring.scope());
        }
        return scopes;
    }

    /**
     * What every reading of the configuration makes anew, besides calls.
     *
     * @param limits what was used of limits stays
     */
    record Parts(Recorders recorders, Function<Snapshot, Pages> pages, Limits limits) {}

    /** Every event loop takes it over; returns when all have. Not to be called on one of them. */
    void adopt(Snapshot snapshot, Parts parts) {
        management.identities(snapshot.config()); // may read a file, which an event loop must not
        Pages pages = parts.pages().apply(snapshot);
        loops.forEach((loop, wiring) ->
                loop.submit(() -> wiring.adopt(snapshot, pages)).syncUninterruptibly());
    }

    private void show() {
        telemetry.gauge(GatewayMetric.CALLS_OPEN, Tags.empty(), calls::open);
        telemetry.gauge(GatewayMetric.CONNECTIONS, Tags.empty(), connections::open);
        telemetry.gauge(GatewayMetric.MEMORY_TAKEN, Tags.empty(), memory.all()::taken);
        telemetry.gauge(GatewayMetric.MEMORY_MOST, Tags.empty(), memory.all()::most);
        telemetry.counter(GatewayMetric.MEMORY_REFUSED, Tags.empty(), memory.all()::refused);
        telemetry.counter(GatewayMetric.REDACTIONS_LEFT_OUT, Tags.empty(), redactions::allLeftOut);
        telemetry.counter(GatewayMetric.REFUSED_UNTOLD, Tags.empty(), refusals::untold);
        caches.show(telemetry);
        telemetry.counter(GatewayMetric.INGESTED, Tags.of(MetricLabels.RESULT, "accepted"), ingested::accepted);
        telemetry.counter(GatewayMetric.INGESTED, Tags.of(MetricLabels.RESULT, "rejected"), ingested::rejected);
    }

    private void show(DeploymentState deployment) {
        telemetry.gauge(
                GatewayMetric.DEPLOYMENT_COOLDOWN,
                Tags.of(MetricLabels.DEPLOYMENT, deployment.id()),
                () -> deployment.aloneNanos() > 0 ? 1 : 0);
    }

    /** Other gateways are told of deployments that are left alone, and tell of theirs; once the first snapshot is made. */
    void shareCooldowns() {
        SharedCooldowns.open(tables, deployments, clock);
    }

    /** From now on calls and attempts are counted there; before the first call. It bears the spool's name, which is not known earlier. */
    void countIn(Limits counted) {
        limits = counted;
    }

    private Limiter limiter() {
        return Objects.requireNonNull(limits, "a call before the gateway was wired")
                .limiter();
    }

    /** What is made of a reading of the configuration. */
    Snapshot snapshot(GatewayConfig config) {
        return Snapshot.of(config, deployments, dialects, this::limiter);
    }

    /** The same with prices that were loaded already. */
    Snapshot snapshot(GatewayConfig config, Pricing pricing) {
        return Snapshot.of(config, pricing, deployments, dialects, this::limiter);
    }

    Clock clock() {
        return clock;
    }

    Hooks hooks() {
        return hooks;
    }

    UnauthenticatedEventLimiter refusals() {
        return refusals;
    }

    ConnectionLimiter connections() {
        return connections;
    }

    Memory memory() {
        return memory;
    }

    RedactionCounters redactions() {
        return redactions;
    }

    Telemetry telemetry() {
        return telemetry;
    }

    ActiveCalls calls() {
        return calls;
    }

    /** Answers that later requests go on from. */
    Conversations conversations() {
        return conversations;
    }

    /** What is made at run time. */
    Management management() {
        return management;
    }

    /** What LiteLLM's proxy says about itself, kept responses, and the management API where there is one. */
    PageServices services(Snapshot snapshot) {
        ProxyPages.Known known = new ProxyPages.Known(
                snapshot.pricing(),
                caches.of(snapshot.config().calls().cache()),
                id -> deployments.of(id).aloneNanos(),
                calls::open,
                snapshot.keys().open());
        return ProxyPages.of(snapshot.config(), known, managing)
                .and(management.services(snapshot, tokens).and(new ResponsePages(conversations).byPath(), managing));
    }

    /** What this gateway shares with others, through Kafka. */
    SharedTables tables() {
        return tables;
    }

    /** Reads what others report of their calls. */
    Executor reports() {
        return reports;
    }

    /** Reads long requests. */
    Executor reading() {
        return reading;
    }

    IngestCounters ingested() {
        return ingested;
    }

    AnswerCaches caches() {
        return caches;
    }

    Upstreams.Shared upstreams() {
        return upstreams;
    }

    PromptStore prompts() {
        return prompts;
    }

    /** Runs what may block for a moment. */
    /** Counts for all event loops. */
    TokenCounter tokens() {
        return tokens;
    }

    Executor blocking() {
        return blocking;
    }
}
