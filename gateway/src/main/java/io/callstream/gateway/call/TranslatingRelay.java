package io.callstream.gateway.call;

import io.callstream.gateway.api.ResponseWriter;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer in another form than the client's: it is read into deltas, written in the client's form, and then relayed like
 * one that came so. What the events say of it is what the client saw.
 */
final class TranslatingRelay extends WrappedRelay {
    private final ResponseReader reader;
    private final ResponseWriter writer;
    private final ByteBufAllocator alloc;
    private final OwnForm own;
    private final @Nullable ReplyHead plain;
    private @Nullable CallError failure;
    private boolean finished;
    private boolean unfinished;
    private boolean ended;

    /**
     * Nothing has come yet.
     *
     * @param own keeps what comes
     * @param plain the head of a plain answer, which does not go out before its end; null for a stream's
     */
    TranslatingRelay(
            ResponseReader reader,
            ResponseWriter writer,
            Relay inside,
            ByteBufAllocator alloc,
            OwnForm own,
            @Nullable ReplyHead plain) {
        super(inside);
        this.own = own;
        this.plain = plain;
        this.reader = reader;
        this.writer = writer;
        this.alloc = alloc;
    }

    @Override
    public @Nullable CallError body(ByteBuf bytes) {
        own.add(bytes);
        Slice part = Slice.of(ByteBufUtil.getBytes(bytes));
        return write(out -> reader.read(part, delta -> take(delta, out)));
    }

    @Override
    public Verdict verdict() {
        if (!ended) {
            ended = true;
            write(out -> {
                reader.end(delta -> take(delta, out));
                if (finished || !unfinished) {
                    writer.end(out);
                }
            });
        }
        Verdict verdict = super.verdict();
        CallError failed = failure;
        return failed != null && verdict instanceof Verdict.Bad bad
                ? new Verdict.Bad(failed.error(), bad.message(), bad.clientStatus(), bad.providerError())
                : verdict;
    }

    /**
     * An error under a good status has to have another one for clients of another form, who look at nothing else first. A
     * stream without its end is judged as one that needs no translation: it is whole when the answer was.
     */
    private void take(Delta delta, ByteBuf out) {
        if (delta.equals(Delta.Failure.unfinished())) {
            unfinished = true;
            return;
        }
        if (delta instanceof Delta.Tokens tokens && tokens.prompt() <= 0 && tokens.completion() <= 0) {
            return; // counted by nobody
        }
        finished |= delta instanceof Delta.Finish;
        ReplyHead head = plain;
        if (delta instanceof Delta.Failure failed && head != null && head.good()) {
            CallError error = failed.error();
            failure = error;
            head.answerAs(error.error().httpStatus());
        }
        writer.write(delta, out);
    }

    private @Nullable CallError write(Consumer<ByteBuf> what) {
        ByteBuf out = alloc.heapBuffer();
        try {
            what.accept(out);
            return out.isReadable() ? inside().body(out) : null;
        } finally {
            out.release();
        }
    }

    @Override
    public void discard() {
        own.forget();
        super.discard();
    }

    @Override
    public CallTimeline.ParsedResponse found() {
        return super.found().with(own.answer());
    }

    @Override
    void close() {}
}
