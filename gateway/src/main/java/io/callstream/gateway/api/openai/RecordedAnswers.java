package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.ResponseWriter;
import io.callstream.gateway.dialect.openai.OpenAiDialect;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers from one form to the other, outside of a call under way. */
public final class RecordedAnswers {
    private static final int GOOD = 200;

    private RecordedAnswers() {}

    /** @param otherwise what it is when there is nothing to write */
    public static Slice record(Consumer<Consumer<Delta>> answer, ResponseWriter writer, Slice otherwise) {
        ByteBuf out = Unpooled.buffer();
        answer.accept(delta -> writer.write(delta, out));
        writer.end(out);
        return out.isReadable() ? Slice.of(ByteBufUtil.getBytes(out)) : otherwise;
    }

    /** An answer that was kept in OpenAI's form. */
    public static byte @Nullable [] write(Slice kept, ResponseWriter writer) {
        ResponseReader reader = new OpenAiDialect().reader(GOOD, false);
        Slice written = record(
                deltas -> {
                    reader.read(kept, deltas);
                    reader.end(deltas);
                },
                writer,
                Slice.EMPTY);
        return written.isEmpty() ? null : written.toBytes();
    }
}
