package io.callstream.gateway.server;

import io.callstream.events.id.CallIds;
import io.callstream.gateway.api.ClientApis;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.auth.ApiKeyStore;
import io.callstream.gateway.call.ActiveCalls;
import io.callstream.gateway.call.CallRules;
import io.callstream.gateway.call.CallerRules;
import io.callstream.gateway.call.Calls;
import io.callstream.gateway.call.CapturedHeaders;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.dialect.TestDialects;
import io.callstream.gateway.event.EventRecorder;
import io.callstream.gateway.limit.ConnectionLimiter;
import io.callstream.gateway.limit.Memory;
import io.callstream.gateway.limit.UnauthenticatedEventLimiter;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.stage.auth.AuthenticationStage;
import io.callstream.gateway.stage.read.ReadStage;
import io.callstream.gateway.stage.route.RouteStage;
import io.callstream.gateway.telemetry.Telemetry;
import io.callstream.gateway.upstream.ScriptedUpstream;
import io.callstream.gateway.upstream.VirtualLoop;
import io.callstream.gateway.usage.Pricing;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The server's handlers as a client's connection has them, without a socket; what a client sends is bytes. */
final class ServerRig implements AutoCloseable {
    private static final Environment NO_VARIABLES = name -> Optional.empty();
    private static final long MEMORY = 64 << 20;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 (\\d{3})");
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final VirtualLoop loop = new VirtualLoop();
    private final GatewayConfig config;
    private final ScriptedUpstream upstream;
    private final ConnectionLimiter limiter;
    private final Memory memory;
    private final Telemetry telemetry = new Telemetry();
    private final Connections connections = new Connections();
    private final Map<String, PostPage> posts = new HashMap<>();
    private final Map<String, Function<Viewer, Page>> pages = new HashMap<>();
    private final Map<String, BiFunction<String, Viewer, Page>> below = new HashMap<>();
    private final Set<String> keyed = new HashSet<>();
    private PageServices services = PageServices.NONE;

    ServerRig(String yaml) {
        Problems problems = new Problems();
        config = GatewayConfig.read(new ConfigFile(NO_VARIABLES).parse(yaml, "rig.yaml", problems), NO_VARIABLES);
        problems.throwIfAny();
        upstream = new ScriptedUpstream(loop, config.upstream());
        limiter = new ConnectionLimiter(config.server().limits().maxConnections());
        memory = Memory.of(config.server().limits().maxMemoryBytes(), MEMORY * 10 / 3);
    }

    /** Something else than calls is posted there; to be said before a client connects. */
    void post(String path, PostPage page) {
        posts.put(path, page);
    }

    /** A page that everybody may see, also when there is no connection left for anything else. */
    void page(String path, Function<Viewer, Page> page) {
        pages.put(path, page);
    }

    /** A page for those with a key, and those of all paths below it. */
    void keyedPages(String path, BiFunction<String, Viewer, Page> page) {
        pages.put(path, viewer -> page.apply("", viewer));
        below.put(path + "/", page);
        keyed.addAll(Set.of(path, path + "/"));
    }

    void services(PageServices all) {
        services = all;
    }

    /** All connections that clients have open. */
    Connections connections() {
        return connections;
    }

    private Pages pages() {
        Set<String> vital =
                pages.keySet().stream().filter(path -> !keyed.contains(path)).collect(Collectors.toSet());
        return new Pages(pages, below, keyed, vital, services);
    }

    /** A client connects. */
    ClientWire connect() {
        EmbeddedChannel channel = loop.channel(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel opened) {
                ApiKeyStore keys = new ApiKeyStore(config.auth());
                LoopServices services = new LoopServices(
                        calls(),
                        keys,
                        new ClientApis(List.of(new OpenAiApi())),
                        pages(),
                        posts,
                        new CrossOrigin(config.server().cors(), keys.open()));
                LoopScope scope = new LoopScope(loop.deadlines(), loop.flushes(), services);
                opened.pipeline()
                        .addLast(new ConnectionInitializer(
                                config.server(),
                                new ServerServices(Map.of(opened.eventLoop(), scope), limiter, memory, CLOCK),
                                connections,
                                null));
            }
        });
        loop.run();
        return new ClientWire(channel);
    }

    private Calls calls() {
        SplittableRandom random = new SplittableRandom(7);
        CallRules rules = new CallRules(
                new UnauthenticatedEventLimiter(0, 0),
                Pricing.load(config.calls().prices(), config.deployments()),
                new ActiveCalls(telemetry.calls()),
                new CallIds(CLOCK, random),
                new CapturedHeaders(List.of()),
                new CallerRules(config.calls().callers()),
                new CallRules.Sizes(
                        config.upstream().maxResponseBytes(),
                        config.server().timeouts().idle().toNanos(),
                        Duration.ofSeconds(5).toNanos()));
        List<Stage> stages = List.of(
                new AuthenticationStage(),
                new ReadStage(Runnable::run),
                new RouteStage(
                        new Routes(config.deployments().stream()
                                .map(TestDialects::target)
                                .toList()),
                        random,
                        Duration.ofSeconds(1)));
        return new Calls(
                rules, stages, EventRecorder.NOOP, upstream.upstreams(), loop.loop(), Runnable::run, loop.ticker());
    }

    ScriptedUpstream upstream() {
        return upstream;
    }

    VirtualLoop loop() {
        return loop;
    }

    /** Memory that requests hold. */
    long held() {
        return memory.all().taken();
    }

    @Override
    public void close() {
        loop.close();
    }

    /** A client's connection, from the client's side. */
    final class ClientWire {
        private final EmbeddedChannel channel;
        private final StringBuilder received = new StringBuilder();

        private ClientWire(EmbeddedChannel channel) {
            this.channel = channel;
        }

        ClientWire send(String bytes) {
            if (channel.isOpen()) {
                channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.UTF_8));
            }
            loop.run();
            return this;
        }

        /** All that has come. */
        String received() {
            loop.run();
            for (ByteBuf each = channel.readOutbound(); each != null; each = channel.readOutbound()) {
                received.append(each.toString(StandardCharsets.UTF_8));
                each.release();
            }
            return received.toString();
        }

        /** How many answers have come. */
        int answers() {
            return (int) STATUS_LINE.matcher(received()).results().count();
        }

        boolean open() {
            loop.run();
            return channel.isOpen();
        }

        ClientWire send(byte[] bytes) {
            if (channel.isOpen()) {
                channel.writeInbound(Unpooled.copiedBuffer(bytes));
            }
            loop.run();
            return this;
        }

        /** The status of the last answer; empty when there is none. */
        String status() {
            return last().map(found -> found.group(1)).orElse("");
        }

        /** What follows the head of the last answer. */
        String body() {
            String all = received();
            int from = last().map(MatchResult::start).orElse(0);
            return all.substring(all.indexOf("\r\n\r\n", from) + 4);
        }

        private Optional<MatchResult> last() {
            return STATUS_LINE.matcher(received()).results().reduce((first, next) -> next);
        }

        /** Whether the gateway reads what it sends. */
        boolean read() {
            loop.run();
            return channel.config().isAutoRead();
        }

        /** Its socket takes no more, or takes again. */
        void taking(boolean on) {
            channel.unsafe().outboundBuffer().setUserDefinedWritability(1, on);
            loop.run();
        }

        void hangUp() {
            channel.close();
            loop.run();
        }
    }
}
