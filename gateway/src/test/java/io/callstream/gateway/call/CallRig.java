package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.id.CallIds;
import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.auth.ApiKeyStore;
import io.callstream.gateway.auth.ConnectionAuthenticator;
import io.callstream.gateway.cache.AnswerCache;
import io.callstream.gateway.cache.CacheCounters;
import io.callstream.gateway.cache.MemoryCache;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.config.PromptsConfig;
import io.callstream.gateway.dialect.TestDialects;
import io.callstream.gateway.event.BodyStore;
import io.callstream.gateway.event.GatewayName;
import io.callstream.gateway.event.LongAnswers;
import io.callstream.gateway.event.RecorderOptions;
import io.callstream.gateway.event.RecordingLane;
import io.callstream.gateway.event.RouteChoice;
import io.callstream.gateway.event.SpoolEventRecorder;
import io.callstream.gateway.limit.ByteBudget;
import io.callstream.gateway.limit.UnauthenticatedEventLimiter;
import io.callstream.gateway.limit.account.DeploymentQuota;
import io.callstream.gateway.limit.account.Limiter;
import io.callstream.gateway.limit.account.SpendLedger;
import io.callstream.gateway.prompt.FilePrompts;
import io.callstream.gateway.prompt.PromptCache;
import io.callstream.gateway.prompt.PromptClient;
import io.callstream.gateway.prompt.PromptSources;
import io.callstream.gateway.prompt.PromptStore;
import io.callstream.gateway.provider.Target;
import io.callstream.gateway.redact.RedactionCounters;
import io.callstream.gateway.redact.Redactions;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.route.RoutingRules;
import io.callstream.gateway.route.state.DeploymentState;
import io.callstream.gateway.route.state.DeploymentStates;
import io.callstream.gateway.stage.auth.AuthenticationStage;
import io.callstream.gateway.stage.cache.CacheStage;
import io.callstream.gateway.stage.cache.KeptAnswers;
import io.callstream.gateway.stage.conversation.ConversationStage;
import io.callstream.gateway.stage.conversation.Conversations;
import io.callstream.gateway.stage.limit.CallDemand;
import io.callstream.gateway.stage.limit.ConfiguredLimits;
import io.callstream.gateway.stage.limit.RateLimitStage;
import io.callstream.gateway.stage.limit.RecordableStage;
import io.callstream.gateway.stage.mock.MockStage;
import io.callstream.gateway.stage.prompt.PromptStage;
import io.callstream.gateway.stage.read.KeepStage;
import io.callstream.gateway.stage.read.ReadStage;
import io.callstream.gateway.stage.route.RouteStage;
import io.callstream.gateway.telemetry.Telemetry;
import io.callstream.gateway.upstream.ProviderWire;
import io.callstream.gateway.upstream.ScriptedUpstream;
import io.callstream.gateway.upstream.VirtualLoop;
import io.callstream.gateway.usage.Pricing;
import io.callstream.gateway.usage.UsageCounter;
import io.callstream.json.Slice;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Calls as the product makes them, from the whole request to the last event, on a loop and a clock that a test moves. */
public final class CallRig implements AutoCloseable {
    public static final String CHAT = "/v1/chat/completions";
    private static final Environment NO_VARIABLES = name -> Optional.empty();
    private static final int SEGMENT = 16 << 20;
    private static final long MEMORY = 64 << 20;
    private static final Map<String, GatewayConfig> CONFIGS = new ConcurrentHashMap<>();

    private final VirtualLoop loop = new VirtualLoop();
    private final List<DeploymentState> deployments = new ArrayList<>();
    private final DeploymentStates states =
            new DeploymentStates(() -> loop.ticker().nanoTime(), deployments::add);
    private final RecordingLane lane = new RecordingLane();
    private final Telemetry telemetry = new Telemetry();
    private final ByteBudget memory = new ByteBudget(MEMORY);
    private final Limiter limiter =
            new Limiter("rig", loop.ticker()::nanoTime, new LoopClock(loop.ticker()), SpendLedger.NONE, () -> {});
    private final ActiveCalls active;
    private final ScriptedUpstream upstream;
    private final ConnectionAuthenticator authenticator;
    private final Calls calls;
    private final CacheCounters cached = new CacheCounters();
    private final Clock clock = new LoopClock(loop.ticker());
    private final WorkAside aside = new WorkAside();
    private AnswerCache cache = AnswerCache.NONE;
    private CallHandle handle = CallHandle.OVER;

    public CallRig(String yaml) {
        this(yaml, TestDialects::target);
    }

    /** With answers that later requests go on from. */
    static CallRig keeping(String yaml, Conversations conversations) {
        return new CallRig(yaml, TestDialects::target, List.of(new ConversationStage(conversations)));
    }

    /** With stages for requests that have been read, such as hooks. */
    public static CallRig afterReading(String yaml, Stage... stages) {
        return new CallRig(yaml, TestDialects::target, List.of(stages));
    }

    /**
     * With a configuration file.
     *
     * @param targets says which form each deployment's provider speaks
     * @param more stages, between those of limits and reading
     */
    CallRig(String yaml, Function<Deployment, Target> targets, Stage... more) {
        this(yaml, targets, List.of(), more);
    }

    private CallRig(String yaml, Function<Deployment, Target> targets, List<Stage> afterReading, Stage... more) {
        GatewayConfig config = config(yaml);
        active = new ActiveCalls(telemetry.calls());
        upstream = new ScriptedUpstream(loop, config.upstream());
        ApiKeyStore keys = new ApiKeyStore(config.auth());
        authenticator = new ConnectionAuthenticator(() -> keys);
        RecorderOptions options = RecorderOptions.of(
                        new GatewayName("gateway-on-the-rig", 1),
                        config.events().capture(),
                        SEGMENT,
                        new RouteChoice(Set.of()),
                        BodyStore.NOWHERE,
                        UsageCounter.NONE,
                        telemetry.calls())
                .redacting(Redactions.of(config.events().capture().redaction()), RedactionCounters.unseen())
                .beside(new LongAnswers(aside, memory));
        SplittableRandom random = new SplittableRandom(7);
        Pricing pricing = Pricing.load(config.calls().prices(), config.deployments());
        CallRules rules = new CallRules(
                new UnauthenticatedEventLimiter(100, 1 << 20),
                pricing,
                active,
                new CallIds(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), random),
                new CapturedHeaders(List.of()),
                new CallerRules(config.calls().callers()),
                new CallRules.Sizes(
                        config.upstream().maxResponseBytes(),
                        config.server().timeouts().idle().toNanos(),
                        Duration.ofSeconds(5).toNanos()));
        SpoolEventRecorder recorder = new SpoolEventRecorder(lane, loop.loop(), options);
        Routes routes = new Routes(
                config.deployments().stream().map(targets).toList(),
                config.models().aliases(),
                new RoutingRules(
                        config.models().router(),
                        states,
                        pricing::perToken,
                        each -> DeploymentQuota.of(
                                config.models().router().quotas().rules(each), () -> limiter)));
        List<Stage> stages = new ArrayList<>(List.of(
                new AuthenticationStage(),
                new RecordableStage(recorder),
                new ReadStage(aside),
                prompts(config.models().prompts(), routes),
                new RateLimitStage(
                        limiter,
                        List.of(new ConfiguredLimits(config.auth().limits())),
                        new CallDemand(routes, rules.pricing()),
                        Duration.ofSeconds(4)),
                new RouteStage(routes, random, Duration.ofSeconds(4))));
        stages.addAll(3, afterReading);
        stages.addAll(2, List.of(more));
        stages.add(new MockStage(clock));
        if (!config.calls().cache().off()) {
            cache = new MemoryCache(config.calls().cache().limits().maxBytes(), loop.ticker()::nanoTime, cached);
            stages.add(new CacheStage(
                    config.calls().cache(),
                    new ChangingCache(() -> cache),
                    cached,
                    new KeptAnswers(Pricing.load(config.calls().prices(), config.deployments()), config.deployments()),
                    clock));
        }
        stages.add(new KeepStage(aside));
        calls = new Calls(rules, stages, recorder, upstream.upstreams(), loop.loop(), aside, loop.ticker());
    }

    private PromptStage prompts(PromptsConfig prompts, Routes routes) {
        PromptSources sources = new PromptSources(
                new PromptClient(upstream.upstreams(), loop.ticker()),
                new FilePrompts(Runnable::run, loop.loop()),
                prompts.timeout().toNanos());
        PromptCache cache = new PromptCache(new PromptStore(), loop.loop(), loop.ticker());
        return new PromptStage(prompts, routes, sources, cache);
    }

    /** One model group {@code m} with one deployment, which is asked once and gets five seconds. */
    public static CallRig withOneDeployment() {
        return new CallRig(deployment("one") + "router_settings: {num_retries: 0}\n");
    }

    /** A YAML file with one deployment of {@code m}. */
    public static String deployment(String id) {
        return "model_list:\n" + item(id, "");
    }

    /** @param params further keys of {@code litellm_params}, each on a line of its own */
    public static String item(String id, String params) {
        return item("m", id, params);
    }

    public static String item(String group, String id, String params) {
        return """
              - model_name: %s
                litellm_params:
                  model: openai/gpt-4o
                  api_base: http://%s.example/v1
                  api_key: sk-provider-%s
                  timeout: 5
            %s    model_info: {id: %s}
            """.formatted(group, id, id, params.indent(6), id);
    }

    /** Read once for each text: properties make thousands of rigs of a few. */
    public static GatewayConfig config(String yaml) {
        return CONFIGS.computeIfAbsent(yaml, CallRig::read);
    }

    private static GatewayConfig read(String yaml) {
        Problems problems = new Problems();
        GatewayConfig config =
                GatewayConfig.read(new ConfigFile(NO_VARIABLES).parse(yaml, "rig.yaml", problems), NO_VARIABLES);
        problems.throwIfAny();
        return config;
    }

    /** A client's whole request has been read. */
    public RecordingClient call(String body) {
        return call(body, new DefaultHttpHeaders());
    }

    /** A client's whole request with these headers has been read. */
    public RecordingClient call(String body, HttpHeaders headers) {
        return call(new OpenAiApi(), CHAT, body, headers);
    }

    public RecordingClient call(ClientApi api, String path, String body) {
        return call(api, path, body, new DefaultHttpHeaders());
    }

    RecordingClient call(ClientApi api, String path, String body, HttpHeaders headers) {
        RecordingClient client = new RecordingClient();
        CallRequest.Form form =
                new CallRequest.Form(body.length(), Instant.EPOCH, loop.ticker().nanoTime(), true, true);
        CallRequest request = new CallRequest(
                Objects.requireNonNull(api.find(path)),
                headers,
                Slice.of(body),
                form,
                null,
                new CallRequest.Origin("192.0.2.1", authenticator, new byte[0]),
                memory.hold());
        handle = calls.begin(request, client);
        loop.run();
        return client;
    }

    public static String plain() {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    }

    public static String stream() {
        return "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    }

    public static String answer(String content) {
        return "{\"id\":\"a\",\"model\":\"gpt-4o\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                + "\"content\":\"" + content + "\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";
    }

    public static String frame(String content, String finishReason) {
        String finish = finishReason == null ? "null" : "\"" + finishReason + "\"";
        return "data: {\"id\":\"a\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + content
                + "\"},\"finish_reason\":" + finish + "}]}\n\n";
    }

    /** The latest call, as its connection sees it. */
    public CallHandle handle() {
        return handle;
    }

    /** The client of the latest call hangs up. */
    public void hangUp(RecordingClient client) {
        client.hangUp();
        handle.clientGone();
        loop.run();
    }

    public ScriptedUpstream upstream() {
        return upstream;
    }

    public ProviderWire wire() {
        return upstream.wire();
    }

    public VirtualLoop loop() {
        return loop;
    }

    public RecordingLane lane() {
        return lane;
    }

    /** What is done away from the loop: at once, unless a test says otherwise. */
    public WorkAside aside() {
        return aside;
    }

    public CacheCounters cached() {
        return cached;
    }

    /** Answers are looked for there from now on. */
    public void cache(AnswerCache other) {
        cache = other;
    }

    Limiter limiter() {
        return limiter;
    }

    /** Calls that have begun and not ended. */
    public long open() {
        return active.open();
    }

    /** As Prometheus reads them. */
    public String metrics() {
        return telemetry.scrape();
    }

    /** Memory that calls hold. */
    public long held() {
        return memory.taken();
    }

    public void advance(Duration time) {
        loop.advance(time);
    }

    /** Everything has its end. */
    @Override
    public void close() {
        loop.run();
        loop.close();
        assertThat(open()).as("calls without an end").isZero();
        assertThat(deployments)
                .as("attempts that the router believes under way")
                .allSatisfy(each -> assertThat(each.inFlight()).isZero());
        assertThat(limiter.unsettled()).as("leases of calls that have ended").isZero();
        assertThat(upstream.underWay())
                .as("deadlines of requests that have ended")
                .isZero();
        assertThat(held()).as("memory held by calls that have ended").isZero();
    }
}
