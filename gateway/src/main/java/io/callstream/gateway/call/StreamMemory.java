package io.callstream.gateway.call;

import io.callstream.gateway.api.StreamAnswer;
import io.callstream.gateway.limit.ByteBudget;
import io.callstream.gateway.limit.Hold;
import io.callstream.gateway.sse.SseReader;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;

/**
 * How much of a stream is put together in memory. What is beyond is recorded in parts: first the answer so far, as one event
 * of a stream, then the frames that follow, as they come.
 */
final class StreamMemory implements SseReader.Room {
    /** What every stream may take without asking. */
    private static final int FREE_BYTES = 64 << 10;

    /** Putting together takes about this much for every value of a chunk, and twice the bytes once it is written. */
    private static final int VALUE_BYTES = 128;

    private static final int WRITTEN = 2;
    private static final int PART_OF_ALL = 4;
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FRAME_END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final StreamAnswer assembler;
    private final CallTimeline timeline;
    private final Hold hold;
    private final long most;
    private long unweighed;
    private long nextWeighing = FREE_BYTES;
    private long held;
    private boolean inParts;

    /** @param largest most that is put together of one answer */
    StreamMemory(StreamAnswer assembler, CallTimeline timeline, Hold hold, long largest) {
        this.assembler = assembler;
        this.timeline = timeline;
        this.hold = hold;
        this.most = Math.min(largest, hold.most() / PART_OF_ALL);
    }

    @Override
    public boolean grow(int from, int to) {
        if (to > from && to > FREE_BYTES && (to > most || !hold.more(ByteBudget.heap(to)))) {
            return false;
        }
        if (from > FREE_BYTES) {
            hold.less(ByteBudget.heap(from));
        }
        return true;
    }

    /** Whether the answer has become too large to be put together. */
    boolean inParts() {
        return inParts;
    }

    /** Whether a chunk can be put together; otherwise it is only passed on. */
    boolean fits(Slice data) {
        if (data.length() <= FREE_BYTES || data.length() + (long) values(data) * VALUE_BYTES <= most / WRITTEN) {
            return true;
        }
        recordParts();
        return false;
    }

    /** A chunk has been put together. */
    void added(int bytes) {
        unweighed += bytes;
        if (unweighed >= nextWeighing) {
            weigh();
        }
    }

    /** A frame has been passed on. */
    void passed(Slice raw) {
        if (inParts) {
            timeline.part(raw);
        }
    }

    /** From here on, the answer is recorded in parts. */
    void recordParts() {
        if (!inParts) {
            inParts = true;
            Slice soFar = assembler.response();
            if (soFar != null) {
                timeline.part(Slice.of(DATA));
                timeline.part(soFar);
                timeline.part(Slice.of(FRAME_END));
            }
            forget();
        }
    }

    private void weigh() {
        unweighed = 0;
        long weight = WRITTEN * assembler.weight();
        nextWeighing = Math.max(FREE_BYTES, weight / PART_OF_ALL);
        if (inParts) {
            if (weight > WRITTEN * FREE_BYTES) {
                forget();
            }
        } else if (weight > most || !holds(weight)) {
            recordParts();
        }
    }

    private boolean holds(long weight) {
        if (weight > held && weight > FREE_BYTES) {
            if (!hold.more(weight - held)) {
                return false;
            }
            held = weight;
        }
        return true;
    }

    private void forget() {
        assembler.forget();
        hold.less(held);
        held = 0;
        nextWeighing = FREE_BYTES;
    }

    /** How many values there may be at most. */
    private static int values(Slice data) {
        int values = 0;
        boolean text = false;
        for (int at = data.offset(); at < data.end(); at++) {
            byte b = data.array()[at];
            if (b == '\\' && text) {
                at++;
            } else if (b == '"') {
                text = !text;
            } else if (!text && (b == ':' || b == '{' || b == '[')) {
                values++;
            }
        }
        return values;
    }
}
