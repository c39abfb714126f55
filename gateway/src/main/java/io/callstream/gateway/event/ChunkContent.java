package io.callstream.gateway.event;

import io.callstream.events.EventKind;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.redact.TextRedaction;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import io.callstream.spool.CallKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records the chunks of one streamed answer. What they all say of their call is encoded once. */
final class ChunkContent {
    private static final List<String> CALLS_COLUMNS =
            List.of("session_id", "model_group", "end_user", "routes", "disabled_callbacks");

    private final SpoolEventRecorder recorder;
    private final CallFacts facts;
    private final String callId;
    private final Rules rules;
    private final WaitingChunks waiting;
    private final List<String> cut;
    private byte[] identity = new byte[0];
    private byte[] call = new byte[0];
    private long lastNanos;
    /** Whether the last chunk that was fresh as a whole has no credentials. */
    private boolean clean;

    private int count;

    /** @param cut columns of the call that were cut */
    ChunkContent(SpoolEventRecorder recorder, CallFacts facts, Rules rules, List<String> cut) {
        this.recorder = recorder;
        this.facts = facts;
        this.callId = facts.callId().toString();
        this.rules = rules;
        this.waiting = new WaitingChunks(rules.redaction());
        this.cut = cut.stream().filter(CALLS_COLUMNS::contains).toList();
        this.lastNanos = facts.startedNanos();
    }

    /**
     * What may be recorded of a chunk.
     *
     * @param key of the gateway's own
     */
    record Rules(CapturePolicy policy, OwnKey key, TextRedaction redaction) {}

    /**
     * Encodes what all chunks say of the call.
     *
     * @param columns begin with those from call_id to session_id
     */
    void ofCall(byte[] columns, int identityEnd, CallFacts recorded, @Nullable Deployment deployment) {
        identity = Arrays.copyOf(columns, identityEnd);
        AvroOutput out = recorder.fresh();
        CallColumns.ofChunk(out, recorded, deployment, recorder.options().choice());
        call = out.copy(0, out.length());
    }

    int count() {
        return count;
    }

    void record(CallKey callKey, Slice data, Range fresh, @Nullable String finishReason, long nowNanos) {
        Slice delta = delta(data, fresh);
        WaitingChunks.Chunk chunk = new WaitingChunks.Chunk(delta, data.length(), finishReason, nowNanos);
        if (rules.redaction().none() || delta == null && waiting.none()) {
            record(callKey, chunk, false);
        } else if (!waiting.takes(chunk)) {
            recordWaiting(callKey);
            record(callKey, chunk.withoutDelta(), true);
        }
    }

    /** Records the chunks that have waited for the answer's end, without what is redacted in all of it. */
    void recordWaiting(CallKey callKey) {
        for (WaitingChunks.Chunk chunk : waiting.redacted()) {
            record(callKey, chunk, chunk.delta() == null);
        }
    }

    private void record(CallKey callKey, WaitingChunks.Chunk chunk, boolean leftOut) {
        long elapsed = chunk.nanos() - facts.startedNanos();
        Slice delta = chunk.delta();
        boolean whole =
                !leftOut && (delta == null || delta.length() <= rules.policy().largestInline());
        AvroOutput out = recorder.fresh();
        recorder.head()
                .writeChunk(
                        out,
                        callId,
                        count,
                        recorder.nextSeq(),
                        facts.startedAt().toEpochMilli() + elapsed / 1_000_000);
        out.raw(identity, 0, identity.length);
        out.number(count);
        out.nullableString(whole ? delta : null);
        out.number(elapsed / 1_000);
        out.number((chunk.nanos() - lastNanos) / 1_000);
        out.number(chunk.bytes());
        EventContent end = new EventContent(Bounds.USUAL, rules.key(), rules.redaction());
        out.nullableString(end.name("finish_reason", chunk.finishReason()));
        out.raw(call, 0, call.length);
        out.strings(whole && end.cut().isEmpty() ? cut : truncated(whole, end.cut()));
        recorder.append(EventKind.CHUNK, callKey);
        lastNanos = chunk.nanos();
        count++;
    }

    /** What stood in a chunk before, and has no credentials, is not looked at again. */
    private @Nullable Slice delta(Slice data, Range fresh) {
        boolean all = !clean || fresh.length() == data.length();
        Slice delta = null;
        if (!recorder.shedsContent()) {
            delta = rules.policy().chunk(data, all ? new Range(0, data.length()) : fresh, rules.key());
        }
        if (all) {
            clean = fresh.length() == data.length() && delta == data;
        }
        return delta;
    }

    /** A delta that is too long stands in the answer that the terminal event has or refers to. */
    private List<String> truncated(boolean whole, List<String> more) {
        List<String> all = new ArrayList<>(cut);
        if (!whole) {
            all.add("delta");
        }
        all.addAll(more);
        return all;
    }
}
