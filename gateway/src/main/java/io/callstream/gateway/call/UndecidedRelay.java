package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose first bytes decide what it is: many servers name a stream JSON, or an error a stream. Clients read by
 * the label, so that it is put right before anything goes out.
 */
final class UndecidedRelay implements Relay {
    private final BodyStart start;
    private final Function<ReplyHead.Form, Relay> relays;
    private @Nullable Relay decided;

    /** @param relays makes the relay for what the body turns out to be */
    UndecidedRelay(BodyStart start, Function<ReplyHead.Form, Relay> relays) {
        this.start = start;
        this.relays = relays;
    }

    @Override
    public @Nullable CallError body(ByteBuf bytes) {
        Relay known = decided;
        if (known != null) {
            return known.body(bytes);
        }
        start.add(bytes);
        ReplyHead.Form form = start.form();
        return form == null ? null : decide(form).body(Unpooled.wrappedBuffer(start.bytes()));
    }

    @Override
    public void flush() {
        if (decided != null) {
            decided.flush();
        }
    }

    @Override
    public boolean complete() {
        return decided != null && decided.complete();
    }

    @Override
    public boolean committed() {
        return decided != null && decided.committed();
    }

    @Override
    public Verdict verdict() {
        return known().verdict();
    }

    @Override
    public void end() {
        known().end();
    }

    @Override
    public boolean shown() {
        return decided != null && decided.shown();
    }

    @Override
    public boolean refusesUsage() {
        return decided != null && decided.refusesUsage();
    }

    @Override
    public boolean reusable() {
        return known().reusable();
    }

    @Override
    public Verdict fail(CallError why) {
        return known().fail(why);
    }

    @Override
    public void release() {
        if (decided != null) {
            decided.release();
        }
    }

    @Override
    public void discard() {
        if (decided != null) {
            decided.discard();
        }
    }

    @Override
    public CallTimeline.ParsedResponse found() {
        return decided == null ? CallTimeline.ParsedResponse.NOTHING : decided.found();
    }

    /** Nothing more comes: what there is decides, else the label. */
    private Relay known() {
        Relay known = decided;
        if (known == null) {
            known = decide(start.likely());
            known.body(Unpooled.wrappedBuffer(start.bytes()));
        }
        return known;
    }

    private Relay decide(ReplyHead.Form form) {
        Relay made = relays.apply(form);
        decided = made;
        return made;
    }
}
