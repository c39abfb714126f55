package io.callstream.testing.provider;

import io.callstream.testing.provider.ReceivedCall.Outcome;
import io.callstream.testing.reply.Ending;
import io.callstream.testing.reply.Header;
import io.callstream.testing.reply.Piece;
import io.callstream.testing.reply.Reply;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Writes one answer: piece by piece, with its pauses, only as fast as the reader takes it. Thread contract: the
 * channel's event loop.
 */
final class ReplyWriter {
    private final ChannelHandlerContext ctx;
    private final Reply reply;
    private final boolean keepAlive;
    private final Turn turn;
    private int next;
    private boolean pausing;
    private boolean over;

    /**
     * The place of this answer on its connection.
     *
     * @param ledger null-object like: with the ledger off nothing is recorded
     * @param done runs once the answer is complete and the next request may be answered
     */
    record Turn(Ledger ledger, ReceivedCall call, Runnable done) {}

    ReplyWriter(ChannelHandlerContext ctx, Reply reply, boolean keepAlive, Turn turn) {
        this.ctx = ctx;
        this.reply = reply;
        this.keepAlive = keepAlive;
        this.turn = turn;
    }

    void start() {
        pauseThen(reply.before(), this::head);
    }

    /** Goes on after the channel became writable again. */
    void resume() {
        if (!pausing && !over) {
            pieces();
        }
    }

    /** The connection is gone. */
    void closed() {
        if (!over) {
            over = true;
            turn.ledger().ended(turn.call(), Outcome.CANCELLED);
        }
    }

    private void head() {
        if (reply.status() != Reply.NO_HEAD) {
            turn.call().answering(reply.status());
            ctx.write(response(), ctx.voidPromise());
            if (reply.pieces().isEmpty() || !reply.pieces().get(0).delay().isZero()) {
                ctx.flush();
            }
        }
        pieces();
    }

    private HttpResponse response() {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
        for (Header header : reply.headers()) {
            head.headers().add(header.name(), header.value());
        }
        if (!head.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            HttpUtil.setTransferEncodingChunked(head, true);
        }
        if (!keepAlive) {
            HttpUtil.setKeepAlive(head, false);
        }
        return head;
    }

    private void pieces() {
        while (next < reply.pieces().size()) {
            if (!ctx.channel().isWritable()) {
                return;
            }
            Piece piece = reply.pieces().get(next++);
            if (!piece.delay().isZero()) {
                pauseThen(piece.delay(), () -> {
                    write(piece);
                    pieces();
                });
                return;
            }
            write(piece);
        }
        end();
    }

    private void write(Piece piece) {
        byte[] bytes = piece.bytes(System.nanoTime());
        if (bytes.length == 0) {
            return;
        }
        boolean kept = !turn.ledger().off();
        if (kept) {
            turn.call().sent(bytes); // before: who has them may ask at once what they were
        }
        ctx.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes))).addListener(written -> {
            if (!written.isSuccess() && kept) {
                turn.call().unsent(bytes.length);
            }
        });
    }

    private void end() {
        if (over || reply.ending() == Ending.HANG) {
            return;
        }
        over = true;
        if (reply.ending() == Ending.RESET) {
            reset();
            return;
        }
        ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(written -> {
            turn.ledger().ended(turn.call(), written.isSuccess() ? Outcome.ANSWERED : Outcome.CANCELLED);
            if (keepAlive) {
                turn.done().run();
            } else {
                ctx.close();
            }
        });
    }

    /** Linger 0 makes the close a reset; what was flushed before has left by then. */
    private void reset() {
        Channel channel = ctx.channel();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        turn.ledger().ended(turn.call(), Outcome.RESET);
    }

    private void pauseThen(Duration pause, Runnable then) {
        if (pause.isZero()) {
            then.run();
            return;
        }
        pausing = true;
        ctx.executor()
                .schedule(
                        () -> {
                            pausing = false;
                            if (!over) {
                                then.run();
                            }
                        },
                        pause.toNanos(),
                        TimeUnit.NANOSECONDS);
    }
}
