package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.limit.Hold;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An answer in which something is to be changed before anybody sees it: it is gathered, and relayed when it is whole. */
final class EditingRelay extends WrappedRelay {
    private static final int MOST_BYTES = 16 << 20;

    private final UnaryOperator<Slice> edit;
    private final ReplyHead head;
    private final ByteSink answer;
    private boolean edited;

    /** @param head says how long the answer is, also when it has been changed */
    EditingRelay(UnaryOperator<Slice> edit, ReplyHead head, Hold hold, Relay inside) {
        super(inside);
        this.edit = edit;
        this.head = head;
        this.answer = new ByteSink(hold, MOST_BYTES);
    }

    @Override
    public @Nullable CallError body(ByteBuf bytes) {
        return answer.add(bytes, head.announcedLength())
                ? null
                : new CallError(
                        GatewayError.PROVIDER_PROTOCOL,
                        "The provider's answer is longer than the gateway has room for to change its ids.");
    }

    @Override
    public Verdict verdict() {
        if (!edited) {
            edited = true;
            Slice changed = edit.apply(answer.slice());
            if (head.announcedLength() >= 0) {
                head.headers().set(HttpHeaderNames.CONTENT_LENGTH, changed.length());
            }
            if (!changed.isEmpty()) {
                inside().body(Unpooled.wrappedBuffer(changed.array(), changed.offset(), changed.length()));
            }
        }
        return super.verdict();
    }

    @Override
    public void discard() {
        answer.clear();
        super.discard();
    }

    @Override
    void close() {}
}
