package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.AnswerError;
import io.callstream.gateway.api.ChunkFacts;
import io.callstream.gateway.api.ResponseWriter;
import io.callstream.gateway.api.StreamAnswer;
import io.callstream.gateway.dialect.answer.AnswerEvents;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** Puts a stream of another form together, as an answer in OpenAI's. */
public final class ToldStream implements StreamAnswer {
    private static final ByteBuf NOWHERE = Unpooled.EMPTY_BUFFER;

    private final AnswerEvents events;
    private ResponseWriter answer = new OpenAiApi().writer(false, 0);
    private Range fresh = new Range(0, 0);
    private boolean started;
    private boolean usage;
    private long weight;
    private @Nullable String finish;
    private Delta.@Nullable Failure failure;

    public ToldStream(AnswerEvents events) {
        this.events = events;
    }

    @Override
    public ChunkFacts accept(Slice data) {
        fresh = new Range(0, data.length());
        weight += data.length();
        finish = null;
        failure = null;
        return events.accept(data, this::take) ? told() : ChunkFacts.UNREADABLE;
    }

    private ChunkFacts told() {
        Delta.Failure failed = failure;
        return failed != null
                ? new ChunkFacts(ChunkFacts.Kind.ERROR, null, new AnswerError(failed.status(), failed.kind()))
                : finish == null ? ChunkFacts.CONTENT : new ChunkFacts(ChunkFacts.Kind.CONTENT, finish, null);
    }

    private void take(Delta delta) {
        started |= !(delta instanceof Delta.Failure);
        if (delta instanceof Delta.Finish said) {
            finish = said.reason();
        } else if (delta instanceof Delta.Failure failed) {
            failure = failed;
            return; // what was said before it stays the answer, as far as it goes
        } else if (delta instanceof Delta.Tokens) {
            usage = true;
        }
        answer.write(delta, NOWHERE);
    }

    @Override
    public Range fresh() {
        return fresh;
    }

    @Override
    public void leaveOut(Slice data) {
        fresh = new Range(0, data.length());
        started = true;
    }

    @Override
    public boolean started() {
        return started;
    }

    @Override
    public boolean usage() {
        return usage;
    }

    @Override
    public boolean finished() {
        return events.ended();
    }

    @Override
    public long weight() {
        return weight;
    }

    @Override
    public void forget() {
        answer = new OpenAiApi().writer(false, 0);
        weight = 0;
    }

    @Override
    public @Nullable Slice response() {
        if (!started) {
            return null;
        }
        ByteBuf out = Unpooled.buffer();
        answer.end(out);
        return Slice.of(ByteBufUtil.getBytes(out));
    }
}
