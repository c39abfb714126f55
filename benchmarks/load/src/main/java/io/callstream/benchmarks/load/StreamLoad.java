package io.callstream.benchmarks.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Opens many streams of a {@code sim-stamped} model and measures how long each frame was under way: the provider writes
 * the time of sending into it, on the clock both processes share. Prints one {@link Report} line in microseconds.
 * {@code --url U --key K --streams N --gap MILLIS --frames N}
 */
public final class StreamLoad {
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int PATIENCE_SECONDS = 120;

    private final Histogram latencies = new Histogram(MAX_NANOS, 3);
    private final CountDownLatch open;
    private long errors;

    private StreamLoad(int streams) {
        this.open = new CountDownLatch(streams);
    }

    public static void main(String[] args) throws InterruptedException {
        Options options = new Options(args);
        System.out.println(run(options.url(), options.text("--key", "none"), new int[] {
            options.number("--streams"), options.number("--gap"), options.number("--frames")
        }));
    }

    /** @param numbers streams, milliseconds between frames, frames per stream */
    static String run(URI url, String key, int[] numbers) throws InterruptedException {
        String body = "{\"model\":\"sim-stamped-" + numbers[1] + "ms-" + numbers[2]
                + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Tell me the time, often.\"}]}";
        RawRequest request = RawRequest.post(url, key, body);
        try (Loop loop = new Loop()) {
            StreamLoad load = new StreamLoad(numbers[0]);
            for (int at = 0; at < numbers[0]; at++) {
                Channel channel = loop.connect(url, () -> load.new Reader());
                // Spread over two gaps, so that the frames of all streams do not fall on one moment.
                long delay = TimeUnit.MILLISECONDS.toNanos(2L * numbers[1]) * at / numbers[0];
                loop.thread().schedule(() -> channel.writeAndFlush(request.bytes()), delay, TimeUnit.NANOSECONDS);
            }
            boolean ended = load.open.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return Report.line(load.latencies, load.errors + (ended ? 0 : load.open.getCount()));
        }
    }

    /** Finds {@code t=} and 19 digits in the bytes of one stream, wherever they are cut. */
    private final class Reader extends SimpleChannelInboundHandler<HttpObject> {
        private static final int DIGITS = 19;
        private int matched;
        private long stamp;

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
            if (part instanceof HttpResponse head && head.status().code() != 200) {
                errors++;
            }
            if (part instanceof HttpContent content) {
                long now = System.nanoTime();
                content.content().forEachByte(value -> take(value, now));
            }
            if (part instanceof LastHttpContent) {
                open.countDown();
            }
        }

        private boolean take(byte value, long now) {
            if (matched == 0) {
                matched = value == 't' ? 1 : 0;
            } else if (matched == 1) {
                matched = value == '=' ? 2 : value == 't' ? 1 : 0;
                stamp = 0;
            } else if (value < '0' || value > '9') {
                matched = 0;
            } else {
                stamp = stamp * 10 + (value - '0');
                if (++matched == DIGITS + 2) {
                    latencies.recordValue(Math.min(MAX_NANOS, Math.max(0, now - stamp)));
                    matched = 0;
                }
            }
            return true;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            errors++;
            ctx.close();
            open.countDown();
        }
    }
}
