package io.callstream.gateway.app;

import io.callstream.gateway.admin.ResponsePages;
import io.callstream.gateway.admin.proxy.ProxyPages;
import io.callstream.gateway.call.ActiveCalls;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.credential.CredentialStore;
import io.callstream.gateway.dialect.Dialects;
import io.callstream.gateway.ingest.IngestCounters;
import io.callstream.gateway.limit.ConnectionLimiter;
import io.callstream.gateway.limit.Memory;
import io.callstream.gateway.limit.UnauthenticatedEventLimiter;
import io.callstream.gateway.limit.account.Limiter;
import io.callstream.gateway.prompt.PromptStore;
import io.callstream.gateway.redact.RedactionCounters;
import io.callstream.gateway.route.state.DeploymentStates;
import io.callstream.gateway.route.state.SharedCooldowns;
import io.callstream.gateway.server.PageServices;
import io.callstream.gateway.server.Transport;
import io.callstream.gateway.stage.conversation.Conversations;
import io.callstream.gateway.stage.hook.HookGenerations;
import io.callstream.gateway.stage.hook.HookSource;
import io.callstream.gateway.telemetry.GatewayMetric;
import io.callstream.gateway.telemetry.MetricLabels;
import io.callstream.gateway.telemetry.Telemetry;
import io.callstream.gateway.upstream.Upstreams;
import io.callstream.gateway.usage.Pricing;
import io.callstream.gateway.usage.TokenCounter;
import io.callstream.table.SharedTables;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Builds the gateway by hand: what lives as long as the process. What each event loop has of its own is {@link LoopWiring}'s
 * affair.
 */
final class Wiring {
    private final Clock clock;
    private final HookGenerations hooks;
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
    private final DeploymentStates deployments =
            new DeploymentStates(System::nanoTime, ProcessMetrics.deployments(telemetry));
    private final Dialects dialects;
    private final LiveModels models;
    private final Management management;
    private volatile @Nullable Limits limits;
    private final Conversations conversations;
    private final Executor managing;

    Wiring(
            GatewayConfig config,
            Transport transport,
            Background background,
            Clock clock,
            SharedTables tables,
            HookSource hooks) {
        this.clock = clock;
        this.reports = background.reports();
        this.reading = background.reading();
        this.tables = tables;
        this.hooks = new HookGenerations(hooks, telemetry, calls, background.management());
        this.dialects = new Dialects(new CredentialStore(background.credentials(), clock));
        this.models = new LiveModels(tables, background.models());
        this.management = new Management(tables, models, clock, background.management());
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
        ProcessMetrics.show(this);
    }

    /** Cooldowns are shared with other gateways, and theirs taken over; once the first snapshot is made. */
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

    /** What is made of a reading of the configuration, and of the models that were made beside it. */
    Snapshot snapshot(GatewayConfig file) {
        GatewayConfig config = models.over(file);
        Pricing pricing =
                Pricing.load(config.calls().prices(), config.passThrough().and(config.deployments()));
        return snapshot(config, pricing);
    }

    /** The same with prices that were loaded already. */
    Snapshot snapshot(GatewayConfig config, Pricing pricing) {
        return Snapshot.of(config, pricing, deployments, dialects, this::limiter, hooks);
    }

    /** Every event loop uses the snapshot: what is known of deployments that it has no more is forgotten. */
    void inUse(Snapshot snapshot) {
        deployments.retain(
                snapshot.config().deployments().stream().map(Deployment::id).collect(Collectors.toSet()));
    }

    Clock clock() {
        return clock;
    }

    HookGenerations hooks() {
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

    /** Models that are made at run time. */
    LiveModels models() {
        return models;
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

    /** Counts for all event loops. */
    TokenCounter tokens() {
        return tokens;
    }

    /** Runs what may block for a moment. */
    Executor blocking() {
        return blocking;
    }
}
