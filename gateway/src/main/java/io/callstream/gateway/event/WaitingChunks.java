package io.callstream.gateway.event;

import io.callstream.gateway.redact.StreamRedaction;
import io.callstream.gateway.redact.TextRedaction;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chunks of one stream that wait for its end, because what is to be taken out may begin in one and end in another. For one
 * thread.
 */
final class WaitingChunks {
    private final TextRedaction redaction;
    private List<Chunk> chunks = new ArrayList<>();
    private long bytes;
    private boolean tooMuch;

    WaitingChunks(TextRedaction redaction) {
        this.redaction = redaction;
    }

    /**
     * A chunk that is still to be recorded.
     *
     * @param delta what may be recorded of it, so far
     * @param bytes of all that came
     * @param nanos when it came
     */
    record Chunk(@Nullable Slice delta, int bytes, @Nullable String finishReason, long nanos) {
        Chunk withoutDelta() {
            return new Chunk(null, bytes, finishReason, nanos);
        }

        Chunk with(@Nullable Slice recorded) {
            return new Chunk(recorded, bytes, finishReason, nanos);
        }
    }

    boolean none() {
        return chunks.isEmpty();
    }

    /** Takes over a copy; false when it is more than can wait: no delta of the stream is recorded then. */
    boolean takes(Chunk chunk) {
        Slice delta = chunk.delta();
        bytes += delta == null ? 0 : delta.length();
        if (tooMuch || bytes > redaction.maxBytes()) {
            tooMuch = true;
            return false;
        }
        chunks.add(delta == null ? chunk : chunk.with(delta.copy()));
        return true;
    }

    /** All that have waited, as they may be recorded; none wait afterwards. */
    List<Chunk> redacted() {
        List<Chunk> all = chunks;
        chunks = new ArrayList<>();
        if (all.isEmpty() || tooMuch) {
            return all.stream().map(Chunk::withoutDelta).toList();
        }
        List<Slice> deltas =
                all.stream().map(Chunk::delta).filter(Objects::nonNull).toList();
        Iterator<@Nullable Slice> recorded =
                StreamRedaction.redact(deltas, redaction).iterator();
        List<Chunk> redacted = new ArrayList<>();
        for (Chunk chunk : all) {
            redacted.add(chunk.delta() == null ? chunk : chunk.with(recorded.next()));
        }
        return redacted;
    }
}
