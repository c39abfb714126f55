package io.callstream.gateway.call;

import io.callstream.gateway.event.ProviderAnswer;
import io.callstream.gateway.limit.Hold;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import java.util.function.UnaryOperator;

/** What a provider sends in its own form, kept for the events as far as they take it. For one answer. */
final class OwnForm {
    private final int room;
    private final UnaryOperator<Slice> form;
    private final ByteSink kept;
    private boolean tooLong;

    /**
     * Nothing yet.
     *
     * @param room bytes that events take; 0 if they take none
     * @param hold of the memory that is taken
     * @param form makes JSON of what came
     */
    OwnForm(int room, Hold hold, UnaryOperator<Slice> form) {
        this.room = room;
        this.form = form;
        this.kept = new ByteSink(hold, room);
    }

    void add(ByteBuf part) {
        if (room == 0 || tooLong) {
            return;
        }
        tooLong = !kept.add(part, 0);
        if (tooLong) {
            kept.clear();
        }
    }

    /** Another attempt takes its place. */
    void forget() {
        tooLong = false;
        kept.clear();
    }

    /** As far as it came. */
    ProviderAnswer answer() {
        return tooLong ? ProviderAnswer.TOO_LONG : ProviderAnswer.of(kept.slice(), form);
    }
}
