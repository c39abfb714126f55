package io.callstream.gateway.event;

import io.callstream.events.EventKind;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.json.Slice;
import io.callstream.gateway.spool.CallKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the chunks of one streamed answer. What they all say of their call is encoded once. */
final class ChunkTelling {
    private static final List<String> CALLS_COLUMNS =
            List.of("session_id", "model_group", "routes", "disabled_callbacks");

    private final LaneTeller teller;
    private final CallFacts facts;
    private final CapturePolicy policy;
    private final OwnKey key;
    private final List<String> cut;
    private byte[] identity = new byte[0];
    private byte[] call = new byte[0];
    private long lastNanos;
    private int count;

    /** @param cut columns of the call that were cut */
    ChunkTelling(LaneTeller teller, CallFacts facts, CapturePolicy policy, OwnKey key, List<String> cut) {
        this.teller = teller;
        this.facts = facts;
        this.policy = policy;
        this.key = key;
        this.cut = cut.stream().filter(CALLS_COLUMNS::contains).toList();
        this.lastNanos = facts.startedNanos();
    }

    /**
     * Encodes what all chunks say of the call.
     *
     * @param columns begin with those from call_id to session_id
     */
    void ofCall(byte[] columns, int identityEnd, CallFacts told, @Nullable Deployment deployment) {
        identity = Arrays.copyOf(columns, identityEnd);
        AvroOutput out = teller.fresh();
        CallColumns.ofChunk(out, told, deployment, teller.options().choice());
        call = out.copy(0, out.length());
    }

    int count() {
        return count;
    }

    void tell(String callId, CallKey callKey, Slice data, @Nullable String finishReason, long nowNanos) {
        long elapsed = nowNanos - facts.startedNanos();
        Slice delta = teller.shedsContent() ? null : policy.chunk(data, key);
        boolean whole = delta == null || delta.length() <= policy.largestInline();
        String finish = finishReason == null ? null : Bounds.cut(finishReason, Bounds.USUAL.name());
        AvroOutput out = teller.fresh();
        teller.head()
                .writeChunk(
                        out, callId, count, teller.nextSeq(), facts.startedAt().toEpochMilli() + elapsed / 1_000_000);
        out.raw(identity, 0, identity.length);
        out.number(count);
        out.nullableString(whole ? delta : null);
        out.number(elapsed / 1_000);
        out.number((nowNanos - lastNanos) / 1_000);
        out.number(data.length());
        out.nullableString(finish);
        out.raw(call, 0, call.length);
        out.strings(whole ? cut : withDelta());
        teller.append(EventKind.CHUNK, callKey);
        lastNanos = nowNanos;
        count++;
    }

    /** A delta that is too long stands in the answer that the terminal event has or refers to. */
    private List<String> withDelta() {
        List<String> all = new ArrayList<>(cut);
        all.add("delta");
        return all;
    }
}
