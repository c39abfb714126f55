package io.callstream.gateway.app;

import io.callstream.events.id.CallIds;
import io.callstream.gateway.admin.TokenCountPage;
import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.anthropic.AnthropicApi;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.api.responses.ResponseIds;
import io.callstream.gateway.api.responses.ResponsesApi;
import io.callstream.gateway.auth.ApiKeyStore;
import io.callstream.gateway.auth.ManagedKeys;
import io.callstream.gateway.cache.AnswerCache;
import io.callstream.gateway.call.CallRules;
import io.callstream.gateway.call.CallerRules;
import io.callstream.gateway.call.Calls;
import io.callstream.gateway.call.CapturedHeaders;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.config.CacheConfig;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.config.LimitsConfig;
import io.callstream.gateway.config.PromptsConfig;
import io.callstream.gateway.event.EventRecorder;
import io.callstream.gateway.identity.AccessGroups;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.identity.TeamModels;
import io.callstream.gateway.ingest.LitellmIngest;
import io.callstream.gateway.net.DeadlineScanner;
import io.callstream.gateway.net.FlushBatcher;
import io.callstream.gateway.prompt.FilePrompts;
import io.callstream.gateway.prompt.PromptCache;
import io.callstream.gateway.prompt.PromptClient;
import io.callstream.gateway.prompt.PromptSources;
import io.callstream.gateway.server.CrossOrigin;
import io.callstream.gateway.server.LoopScope;
import io.callstream.gateway.server.LoopServices;
import io.callstream.gateway.server.Pages;
import io.callstream.gateway.server.PostPage;
import io.callstream.gateway.stage.auth.AccessStage;
import io.callstream.gateway.stage.auth.AuthenticationStage;
import io.callstream.gateway.stage.auth.DemandStage;
import io.callstream.gateway.stage.cache.CacheStage;
import io.callstream.gateway.stage.cache.KeptAnswers;
import io.callstream.gateway.stage.conversation.ConversationStage;
import io.callstream.gateway.stage.hook.DuringCallStage;
import io.callstream.gateway.stage.hook.PreCallStage;
import io.callstream.gateway.stage.limit.CallDemand;
import io.callstream.gateway.stage.limit.ConfiguredLimits;
import io.callstream.gateway.stage.limit.ManagedLimits;
import io.callstream.gateway.stage.limit.RateLimitStage;
import io.callstream.gateway.stage.limit.RecordableStage;
import io.callstream.gateway.stage.mock.MockStage;
import io.callstream.gateway.stage.prompt.PromptStage;
import io.callstream.gateway.stage.read.KeepStage;
import io.callstream.gateway.stage.read.ReadStage;
import io.callstream.gateway.stage.redact.RedactionStage;
import io.callstream.gateway.stage.route.RouteStage;
import io.callstream.gateway.upstream.Upstreams;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What one event loop has of its own, and what it makes of each reading of the configuration. Only for that loop. */
final class LoopWiring {
    private static final ClientApi OPENAI = new OpenAiApi();
    private static final ClientApi ANTHROPIC = new AnthropicApi();
    private static final ClientApi RESPONSES = new ResponsesApi(new ResponseIds(new SecureRandom()));

    /** How long a call waits for a step before it that is not done at once. */
    private static final Duration STAGE_PATIENCE = Duration.ofSeconds(10);

    /** How long a call waits for others to give back what it needs. */
    private static final Duration LIMIT_PATIENCE = STAGE_PATIENCE.minusSeconds(2);

    private final Wiring wiring;
    private final LoopParts parts;
    private final EventLoop loop;
    private final int lane;
    private final RandomGenerator random;
    private final CallIds ids;
    private final DeadlineScanner sweep = new DeadlineScanner(Ticker.systemTicker());
    private final FlushBatcher flushes;
    private final Upstreams upstreams;
    private final PromptCache prompts;
    private final LoopScope scope;

    /** Starts what runs on the loop; everything else is made for a first reading of the configuration. */
    LoopWiring(Wiring wiring, LoopParts parts, Place place, Snapshot first, Pages pages) {
        this.wiring = wiring;
        this.parts = parts;
        this.loop = place.loop();
        this.lane = place.lane();
        this.random = place.random();
        this.ids = new CallIds(wiring.clock(), random);
        this.flushes = new FlushBatcher(loop);
        this.upstreams = Upstreams.of(wiring.upstreams(), loop, sweep, flushes);
        this.prompts = new PromptCache(wiring.prompts(), loop, Ticker.systemTicker());
        sweep.start(loop);
        this.scope = new LoopScope(sweep, flushes, services(first, pages));
    }

    /** @param random for this loop alone */
    record Place(EventLoop loop, int lane, RandomGenerator random) {}

    LoopScope scope() {
        return scope;
    }

    void adopt(Snapshot snapshot, Pages pages) {
        scope.adopt(services(snapshot, pages));
    }

    private LoopServices services(Snapshot snapshot, Pages pages) {
        wiring.redactions().knows(snapshot.redactions().names());
        EventRecorder recorder = parts.recorders().recorder(lane, loop, snapshot);
        Identities identities = wiring.management().identities(snapshot.config());
        ApiKeyStore keys = keys(snapshot, identities);
        Calls calls = new Calls(
                rules(snapshot),
                stages(snapshot, recorder, identities),
                recorder,
                upstreams,
                loop,
                wiring.reading(),
                Ticker.systemTicker());
        CrossOrigin crossOrigin = new CrossOrigin(snapshot.config().server().cors(), keys.open());
        return new LoopServices(
                calls,
                keys,
                ServedApis.of(snapshot, OPENAI, ANTHROPIC, RESPONSES),
                pages,
                posts(recorder),
                crossOrigin);
    }

    private Map<String, PostPage> posts(EventRecorder recorder) {
        return Map.of(
                LitellmIngest.PATH,
                new LitellmIngest(recorder, OPENAI, wiring.reports(), wiring.ingested()),
                TokenCountPage.PATH,
                new TokenCountPage(ANTHROPIC, wiring.tokens(), wiring.reports()));
    }

    private ApiKeyStore keys(Snapshot snapshot, @Nullable Identities identities) {
        boolean anonymous = snapshot.config().auth().anonymous();
        return identities == null
                ? snapshot.keys()
                : snapshot.keys()
                        .and(new ManagedKeys(
                                identities,
                                AccessGroups.of(snapshot.config().models()),
                                TeamModels.of(snapshot.config().models()),
                                wiring.clock(),
                                anonymous));
    }

    /** What decides about a call before its provider is asked, in this order. */
    private List<Stage> stages(Snapshot snapshot, EventRecorder recorder, @Nullable Identities identities) {
        TeamModels teams = TeamModels.of(snapshot.config().models());
        List<Stage> stages = new ArrayList<>(List.of(
                new AuthenticationStage(),
                new RecordableStage(recorder),
                new ReadStage(wiring.reading()),
                new AccessStage(identities, teams),
                new DemandStage(snapshot.config().calls().demands()),
                new ConversationStage(wiring.conversations()),
                prompts(snapshot),
                new PreCallStage(snapshot.hooks()),
                new RedactionStage(snapshot.redactions(), wiring.redactions()),
                limits(snapshot, identities),
                new RouteStage(snapshot.routes(), random, LIMIT_PATIENCE, teams),
                new DuringCallStage(snapshot.hooks())));
        stages.add(new MockStage(wiring.clock()));
        addCache(stages, snapshot);
        stages.add(new KeepStage(wiring.reading()));
        return stages;
    }

    private void addCache(List<Stage> stages, Snapshot snapshot) {
        CacheConfig config = snapshot.config().calls().cache();
        AnswerCache cache = wiring.caches().of(config);
        if (!config.off()) {
            KeptAnswers answers =
                    new KeptAnswers(snapshot.pricing(), snapshot.config().deployments());
            stages.add(new CacheStage(config, cache, wiring.caches().counters(), answers, wiring.clock()));
        }
    }

    private PromptStage prompts(Snapshot snapshot) {
        PromptsConfig config = snapshot.config().models().prompts();
        PromptSources sources = new PromptSources(
                new PromptClient(upstreams, Ticker.systemTicker()),
                new FilePrompts(wiring.blocking(), loop),
                config.timeout().toNanos());
        return new PromptStage(config, snapshot.routes(), sources, prompts);
    }

    private Stage limits(Snapshot snapshot, @Nullable Identities identities) {
        LimitsConfig config = snapshot.config().auth().limits();
        return new RateLimitStage(
                parts.limits().limiter(),
                List.of(
                        new ConfiguredLimits(config),
                        new ManagedLimits(identities, config.parallelOfKey(), config.endUserBudget())),
                new CallDemand(snapshot.routes(), snapshot.pricing()),
                LIMIT_PATIENCE);
    }

    private CallRules rules(Snapshot snapshot) {
        GatewayConfig config = snapshot.config();
        CallRules.Sizes sizes = new CallRules.Sizes(
                config.upstream().maxResponseBytes(),
                config.server().timeouts().idle().toNanos(),
                STAGE_PATIENCE.plus(config.calls().hooks().longestBefore()).toNanos());
        return new CallRules(
                wiring.refusals(),
                snapshot.pricing(),
                snapshot.hooks().calls(),
                ids,
                new CapturedHeaders(
                        config.events().capture().requestHeaders(),
                        config.auth().keyHeader()),
                new CallerRules(config.calls().callers()),
                sizes);
    }
}
