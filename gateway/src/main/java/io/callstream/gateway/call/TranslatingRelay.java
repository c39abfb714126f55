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
    private boolean ended;

    TranslatingRelay(ResponseReader reader, ResponseWriter writer, Relay inside, ByteBufAllocator alloc) {
        super(inside);
        this.reader = reader;
        this.writer = writer;
        this.alloc = alloc;
    }

    @Override
    public @Nullable CallError body(ByteBuf bytes) {
        Slice part = Slice.of(ByteBufUtil.getBytes(bytes));
        return write(out -> reader.read(part, delta -> writer.write(delta, out)));
    }

    @Override
    public Verdict verdict() {
        if (!ended) {
            ended = true;
            write(out -> {
                Consumer<Delta> deltas = delta -> writer.write(delta, out);
                reader.end(deltas);
                writer.end(out);
            });
        }
        return super.verdict();
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
    void close() {}
}
