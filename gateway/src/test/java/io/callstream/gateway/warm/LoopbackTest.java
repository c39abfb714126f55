package io.callstream.gateway.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls that a gateway makes to itself before it is ready: what is asked, what is answered, and when they end. */
class LoopbackTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = (EventLoop) group.next();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static LoopbackClients clients(BooleanSupplier othersCall) {
        return new LoopbackClients("sk-warm", "warm-model", othersCall);
    }

    private int call(LoopbackClients clients, InetSocketAddress to, int calls, Duration time) throws Exception {
        return clients.call(loop, NioSocketChannel.class, to, new LoopbackClients.Limit(calls, time));
    }

    private InetSocketAddress provider(LoopbackProvider provider) {
        URI base = URI.create(provider.apiBase());
        return new InetSocketAddress(base.getHost(), base.getPort());
    }

    /** A gateway that answers every request so. */
    private Channel gateway(String answer) {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpRequestDecoder(),
                                        new HttpObjectAggregator(1 << 20),
                                        new Answering(answer));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    private final class Answering extends SimpleChannelInboundHandler<FullHttpRequest> {
        private final String answer;

        Answering(String answer) {
            this.answer = answer;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            asked.add(request.method() + " " + request.uri() + " "
                    + request.headers().get("authorization") + " "
                    + request.content().toString(StandardCharsets.UTF_8));
            context.writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void theProviderAnswersTheClients() throws Exception {
        try (LoopbackProvider provider = LoopbackProvider.start(loop, NioServerSocketChannel.class)) {
            assertThat(call(clients(() -> false), provider(provider), 15, LONG)).isEqualTo(15);
        }
    }

    @Test
    void theyAskAsAClientWouldAndEveryFourthForAStream() throws Exception {
        Channel gateway = gateway("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
        call(clients(() -> false), (InetSocketAddress) gateway.localAddress(), 40, LONG);
        gateway.close().sync();

        assertThat(asked).hasSize(40).allSatisfy(each -> {
            assertThat(each).startsWith("POST /v1/chat/completions Bearer sk-warm {");
            JsonValue body = JsonValue.read(Slice.of(each.substring(each.indexOf('{'))));
            assertThat(((JsonValue.Obj) body).text("model")).isEqualTo("warm-model");
        });
        assertThat(asked).filteredOn(each -> each.contains("\"stream\":true")).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n",
                "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n",
            })
    void anotherStatusThan200IsAFailureThatIsNamed(String answer) {
        Channel gateway = gateway(answer);
        String status = answer.substring("HTTP/1.1 ".length(), answer.indexOf("\r\n"));

        assertThatThrownBy(() -> call(clients(() -> false), (InetSocketAddress) gateway.localAddress(), 40, LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a call was not answered with status 200: " + status);
        gateway.close().syncUninterruptibly();
    }

    @Test
    void whereNobodyListensThatIsSaid() {
        Channel gateway = gateway("");
        InetSocketAddress gone = (InetSocketAddress) gateway.localAddress();
        gateway.close().syncUninterruptibly();

        assertThatThrownBy(() -> call(clients(() -> false), gone, 40, LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("a call was not answered with status 200: no connection: ");
    }

    @Test
    void whenTheTimeIsOverTheyStopWithoutAFailure() throws Exception {
        Channel gateway = gateway("");

        assertThat(call(clients(() -> false), (InetSocketAddress) gateway.localAddress(), 40, Duration.ofMillis(100)))
                .isZero();
        gateway.close().sync();
    }

    @Test
    void whileOthersCallTheyRest() throws Exception {
        Channel gateway = gateway("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
        AtomicInteger looks = new AtomicInteger();
        int answered = call(
                clients(() -> looks.incrementAndGet() <= 16), (InetSocketAddress) gateway.localAddress(), 20, LONG);

        assertThat(answered).isGreaterThanOrEqualTo(20);
        assertThat(looks.get()).isGreaterThan(16 + 20 - 8);
        gateway.close().sync();
    }

    private static FullHttpResponse read(List<ByteBuf> parts) {
        EmbeddedChannel client = new EmbeddedChannel(new HttpResponseDecoder(), new HttpObjectAggregator(1 << 20));
        parts.forEach(part -> client.writeInbound(part.duplicate()));
        FullHttpResponse response = Objects.requireNonNull(client.<FullHttpResponse>readInbound());
        assertThat(client.<Object>readInbound()).isNull();
        client.finishAndReleaseAll();
        return response;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPlainAnswerIsWholeAndSaysWhetherItIsTheLast(boolean last) throws Exception {
        FullHttpResponse response = read(new PreparedAnswers().plainAnswer(last));
        JsonValue body = JsonValue.read(Slice.of(response.content().toString(StandardCharsets.UTF_8)));
        response.release();

        assertThat(response.headers().get("connection")).isEqualTo(last ? "close" : null);
        assertThat(((JsonValue.Obj) body).list("choices")).hasSize(1);
        assertThat(((JsonValue.Obj) body).object("usage")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStreamIsOneOfTwentyWordsAndEnds(boolean usage) throws Exception {
        FullHttpResponse response = read(new PreparedAnswers().streamedAnswer(usage));
        String text = response.content().toString(StandardCharsets.UTF_8);
        response.release();

        assertThat(text).endsWith("data: [DONE]\n\n");
        assertThat(text.split("\n\n")).hasSize(1 + 20 + 1 + (usage ? 1 : 0) + 1);
        assertThat(text.contains("\"usage\"")).isEqualTo(usage);
        for (String event : text.split("\n\n")) {
            String json = event.substring("data: ".length());
            assertThat(json.equals("[DONE]") ? json : JsonValue.read(Slice.of(json)))
                    .isNotNull();
        }
    }
}
