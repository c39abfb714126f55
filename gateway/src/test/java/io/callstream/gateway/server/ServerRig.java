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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** The server's handlers as a client's connection has them, without a socket; what a client sends is bytes. */
final class ServerRig implements AutoCloseable {
    private static final Environment NO_VARIABLES = name -> Optional.empty();
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final VirtualLoop loop = new VirtualLoop();
    private final GatewayConfig config;
    private final ScriptedUpstream upstream;
    private final ConnectionLimiter limiter;
    private final Memory memory = Memory.of(64 << 20);
    private final Telemetry telemetry = new Telemetry();
    private final Connections connections = new Connections();
    private final Map<String, PostPage> posts = new HashMap<>();

    ServerRig(String yaml) {
        Problems problems = new Problems();
        config = GatewayConfig.read(new ConfigFile(NO_VARIABLES).parse(yaml, "rig.yaml", problems), NO_VARIABLES);
        problems.throwIfAny();
        upstream = new ScriptedUpstream(loop, config.upstream());
        limiter = new ConnectionLimiter(config.server().limits().maxConnections());
    }

    /** Something else than calls is posted there; to be said before a client connects. */
    void post(String path, PostPage page) {
        posts.put(path, page);
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
                        new Pages(Map.of(), Map.of(), Set.of(), Set.of(), PageServices.NONE),
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
            return received().split("HTTP/1.1 ", -1).length - 1;
        }

        boolean open() {
            loop.run();
            return channel.isOpen();
        }

        void hangUp() {
            channel.close();
            loop.run();
        }
    }
}
