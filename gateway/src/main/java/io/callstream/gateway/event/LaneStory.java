package io.callstream.gateway.event;

import io.callstream.events.EventKind;
import io.callstream.gateway.json.Slice;
import io.callstream.gateway.spool.CallKey;
import org.jspecify.annotations.Nullable;

/**
 * The story of one call. What the pre-call said is kept encoded, so that the terminal event repeats it by a copy:
 * {@code [call_id … prompt_version]}. The request's body is not: it is kept once, where it arrived.
 */
final class LaneStory implements CallStory {
    private static final String REQUEST = "request";
    private static final String RESPONSE = "response";

    private final LaneTeller teller;
    private final CallFacts facts;
    private final CallKey key;
    private final String callId;
    private final boolean masked;
    private final CapturePolicy policy;
    private final KeptBody request;

    private byte[] columns = new byte[0];
    private int identityEnd;
    private int chunks;
    private long lastChunkNanos;
    private boolean ended;

    private LaneStory(LaneTeller teller, CallFacts facts, CapturePolicy policy, KeptBody request) {
        this.teller = teller;
        this.facts = facts;
        this.policy = policy;
        this.request = request;
        this.key = CallKey.of(facts.callId());
        this.callId = facts.callId().toString();
        this.masked = !facts.asked().secrets().isEmpty();
        this.lastChunkNanos = facts.startedNanos();
    }

    /** Tells the pre-call. */
    static LaneStory begin(LaneTeller teller, CallFacts facts) {
        Asked asked = facts.asked();
        boolean shed = teller.shedsContent() && asked.body() != null;
        Slice body = asked.body() == null ? null : Masking.mask(asked.body(), asked.secrets());
        CapturePolicy policy = teller.options().policy().forCall(facts.caller().labels());
        KeptBody request = shed ? KeptBody.SHED : policy.keep(facts.callId(), REQUEST, body);
        LaneStory story = new LaneStory(teller, facts, policy, request);
        if (shed) {
            teller.contentShed(EventKind.PRE_CALL);
        }
        story.preCall();
        return story;
    }

    private void preCall() {
        AvroOutput out = teller.fresh();
        teller.head().write(out, EventKind.PRE_CALL, callId, teller.nextSeq(), startedMillis());
        int start = out.length();
        CallColumns.identity(out, callId, facts);
        int identity = out.length();
        CallColumns.callerAndRequest(out, facts.caller(), facts.asked());
        columns = out.copy(start, out.length());
        identityEnd = identity - start;
        capture(out, request.fate());
        CallColumns.request(out, facts.asked().bodyBytes(), request);
        teller.append(EventKind.PRE_CALL, key);
    }

    private void capture(AvroOutput out, KeptBody.Fate fate) {
        out.string(fate.word());
        out.flag(masked || policy.redact());
    }

    @Override
    public void chunk(Slice data, @Nullable String finishReason, long nowNanos) {
        if (ended || !teller.options().chunks()) {
            return;
        }
        long elapsed = nowNanos - facts.startedNanos();
        AvroOutput out = teller.fresh();
        teller.head().writeChunk(out, callId, chunks, teller.nextSeq(), startedMillis() + elapsed / 1_000_000);
        out.raw(columns, 0, identityEnd);
        out.number(chunks);
        out.nullableString(teller.shedsContent() ? null : policy.chunk(data));
        out.number(elapsed / 1_000);
        out.number((nowNanos - lastChunkNanos) / 1_000);
        out.number(data.length());
        out.nullableString(finishReason);
        teller.append(EventKind.CHUNK, key);
        lastChunkNanos = nowNanos;
        chunks++;
    }

    @Override
    public void succeeded(Outcome outcome) {
        end(outcome, null);
    }

    @Override
    public void failed(Outcome outcome, Failed failed) {
        end(outcome, failed);
    }

    private void end(Outcome outcome, @Nullable Failed failed) {
        if (ended) {
            teller.options().counters().secondEnd();
            return;
        }
        ended = true;
        boolean refused = failed != null && failed.providerErrorBody() != null;
        if (!refused
                && outcome.usage() == null
                && outcome.response().body() != null
                && outcome.route().deployment() != null) {
            countThenTell(outcome, failed);
        } else {
            tell(outcome, failed, keep(outcome));
        }
    }

    /** The client may know of its answer by now: what is told later is noted first, should there be no later. */
    private void countThenTell(Outcome outcome, @Nullable Failed failed) {
        LateUsage late = new LateUsage(teller, facts.asked(), outcome);
        KeptBody response = keep(outcome);
        Outcome uncounted = outcome.uncounted();
        EventKind kind = encode(uncounted, failed, response);
        if (late.canCount() && teller.note(kind, key)) {
            late.thenOnOwner(complete -> {
                teller.options().counters().counted(facts.caller(), complete);
                tell(complete, failed, response);
            });
        } else {
            teller.options().counters().notCounted();
            tell(uncounted, failed, response);
        }
    }

    private KeptBody keep(Outcome outcome) {
        return teller.shedsContent()
                ? KeptBody.SHED
                : policy.keep(facts.callId(), RESPONSE, outcome.response().body());
    }

    private void tell(Outcome outcome, @Nullable Failed failed, KeptBody response) {
        EventKind kind = encode(outcome, failed, response);
        if (teller.shedsContent()) {
            teller.contentShed(kind);
        }
        teller.append(kind, key);
    }

    private EventKind encode(Outcome outcome, @Nullable Failed failed, KeptBody answer) {
        EventKind kind = failed == null ? EventKind.SUCCESS : EventKind.FAILURE;
        boolean shed = teller.shedsContent();
        KeptBody response = shed ? KeptBody.SHED : answer;
        AvroOutput out = teller.fresh();
        long time = startedMillis() + Math.max(0, outcome.timing().durationUs()) / 1_000;
        teller.head().write(out, kind, callId, teller.nextSeq(), time);
        out.raw(columns, 0, columns.length);
        capture(out, request.fate().and(response.fate()));
        CallColumns.request(out, facts.asked().bodyBytes(), shed ? KeptBody.SHED : request);
        teller.outcomes().write(out, outcome, response, startedMillis(), chunks);
        if (failed != null) {
            FailureColumns.write(out, failed, policy.keepsErrors() && !shed);
        }
        return kind;
    }

    private long startedMillis() {
        return facts.startedAt().toEpochMilli();
    }
}
