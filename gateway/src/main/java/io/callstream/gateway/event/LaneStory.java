package io.callstream.gateway.event;

import io.callstream.events.EventKind;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.json.Range;
import io.callstream.gateway.json.Slice;
import io.callstream.gateway.spool.CallKey;
import java.util.List;
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
    private final CapturePolicy policy;
    private KeptBody request;
    private boolean masked;
    private List<String> cut = List.of();
    private byte[] columns = new byte[0];
    private int identityEnd;
    private @Nullable Deployment deployment;
    private OwnKey ownKey = OwnKey.NONE;
    private @Nullable ChunkTelling chunked;
    private @Nullable BodyParts parts;
    private @Nullable KeptBody kept;
    private boolean noted;
    private boolean ended;

    private LaneStory(LaneTeller teller, CallFacts facts, CapturePolicy policy) {
        this.teller = teller;
        this.facts = facts;
        this.policy = policy;
        this.request = KeptBody.ABSENT;
        this.key = CallKey.of(facts.callId());
        this.callId = facts.callId().toString();
    }

    /** Tells the pre-call. */
    static LaneStory begin(LaneTeller teller, CallFacts facts) {
        LaneStory story = new LaneStory(
                teller, facts, teller.options().policy().forCall(facts.caller().labels()));
        story.preCall();
        return story;
    }

    private void preCall() {
        boolean shed = teller.shedsContent() && facts.asked().body() != null;
        Telling telling = new Telling(Bounds.USUAL, OwnKey.NONE);
        request = shed ? KeptBody.SHED : keep(telling, REQUEST, requestBody());
        masked = !facts.asked().secrets().isEmpty();
        preCall(telling);
        if (teller.tooLarge()) {
            Telling least = new Telling(Bounds.LEAST, OwnKey.NONE);
            request = elsewhere(least, REQUEST, request);
            preCall(least);
        }
        if (shed) {
            teller.contentShed(EventKind.PRE_CALL);
        }
        teller.append(EventKind.PRE_CALL, key);
    }

    private void preCall(Telling telling) {
        CallFacts told = new CallTelling(telling).facts(facts);
        masked |= telling.masked();
        cut = telling.cut();
        AvroOutput out = teller.fresh();
        teller.head().write(out, EventKind.PRE_CALL, callId, teller.nextSeq(), startedMillis());
        int start = out.length();
        CallColumns.identity(out, callId, told);
        int identity = out.length();
        CallColumns.callerAndRequest(
                out, told.caller(), told.asked(), teller.options().choice());
        columns = out.copy(start, out.length());
        identityEnd = identity - start;
        flags(out, request.fate(), masked, cut);
        CallColumns.request(out, facts.asked().bodyBytes(), request);
    }

    private @Nullable Slice requestBody() {
        Slice body = facts.asked().body();
        return body == null ? null : Masking.mask(body, facts.asked().secrets());
    }

    private KeptBody keep(Telling telling, String part, @Nullable Slice body) {
        return policy.keep(facts.callId(), part, policy.sees() ? telling.body(body) : body);
    }

    /** A body that is not to stand in its event after all. */
    private KeptBody elsewhere(Telling least, String part, KeptBody kept) {
        Slice body = kept.inline();
        if (body == null) {
            return kept;
        }
        least.cut(part + "_body");
        return policy.elsewhere(facts.callId(), part, body);
    }

    /** Columns capture to truncated_fields. */
    private void flags(AvroOutput out, KeptBody.Fate fate, boolean withoutSecrets, List<String> truncated) {
        out.string(fate.word());
        out.flag(withoutSecrets || policy.redact());
        out.strings(truncated);
    }

    @Override
    public void sentTo(Deployment to) {
        deployment = to;
        ownKey = teller.ownKey(to);
    }

    /** Chunks of a call that no sink may deliver would reach nobody. */
    @Override
    public void chunk(Slice data, Range fresh, @Nullable String finishReason, long nowNanos) {
        if (ended || !teller.options().chunks() || facts.caller().labels().noLog()) {
            return;
        }
        ChunkTelling told = chunked;
        if (told == null) {
            CallFacts shown = new CallTelling(new Telling(Bounds.USUAL, OwnKey.NONE)).facts(facts);
            told = new ChunkTelling(teller, facts, policy, ownKey, cut);
            told.ofCall(columns, identityEnd, shown, deployment);
            chunked = told;
        }
        told.tell(key, data, fresh, finishReason, nowNanos);
    }

    @Override
    public void part(Slice bytes) {
        if (ended) {
            return;
        }
        BodyParts all = parts;
        if (all == null) {
            all = teller.shedsContent() ? BodyParts.NOWHERE : policy.parts(facts.callId(), RESPONSE);
            parts = all;
        }
        all.add(Masking.mask(ownKey.mask(bytes)));
    }

    @Override
    public void expect(Outcome outcome) {
        if (!ended && outcome.usage() == null && outcome.response().body() != null) {
            noted = teller.note(encode(outcome.uncounted(), null, keep(outcome)), key);
        }
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
        } else if (parts != null && outcome.usage() == null) {
            teller.options().counters().notCounted();
            tell(outcome.uncounted(), failed, keep(outcome));
        } else {
            tell(outcome, failed, keep(outcome));
        }
    }

    /** The client may know of its answer by now: what is told later is noted first, should there be no later. */
    private void countThenTell(Outcome outcome, @Nullable Failed failed) {
        LateUsage late = new LateUsage(teller, facts.asked(), outcome);
        KeptBody response = keep(outcome);
        Outcome uncounted = outcome.uncounted();
        boolean held = noted && failed == null;
        if (late.canCount() && (held || teller.note(encode(uncounted, failed, response), key))) {
            late.thenOnOwner(complete -> {
                teller.options().counters().counted(facts.caller(), complete);
                tell(complete, failed, response);
            });
        } else {
            teller.options().counters().notCounted();
            tell(uncounted, failed, response);
        }
    }

    /** Once: what is kept elsewhere has been written then. */
    private KeptBody keep(Outcome outcome) {
        KeptBody response = kept;
        if (response == null) {
            response = decide(outcome);
            kept = response;
        }
        return response;
    }

    private KeptBody decide(Outcome outcome) {
        BodyParts all = parts;
        if (all != null) {
            BodyReference reference = all.end();
            return reference == null ? KeptBody.SHED : KeptBody.elsewhere(reference);
        }
        if (teller.shedsContent()) {
            return KeptBody.SHED;
        }
        Telling telling = new Telling(Bounds.USUAL, ownKey);
        KeptBody response = keep(telling, RESPONSE, outcome.response().body());
        masked |= telling.masked();
        return response;
    }

    private void tell(Outcome outcome, @Nullable Failed failed, KeptBody response) {
        EventKind kind = encode(outcome, failed, response);
        if (teller.shedsContent()) {
            teller.contentShed(kind);
        }
        teller.append(kind, key);
    }

    private EventKind encode(Outcome outcome, @Nullable Failed failed, KeptBody answer) {
        boolean shed = teller.shedsContent();
        KeptBody response = shed ? KeptBody.SHED : answer;
        write(new Telling(Bounds.USUAL, ownKey), response, shed, outcome, failed);
        if (teller.tooLarge()) {
            preCallAgain();
            Telling least = new Telling(Bounds.LEAST, ownKey);
            write(least, elsewhere(least, RESPONSE, response), shed, outcome, failed);
        }
        return kind(failed);
    }

    private static EventKind kind(@Nullable Failed failed) {
        return failed == null ? EventKind.SUCCESS : EventKind.FAILURE;
    }

    /** The columns that the pre-call told, as short as they can be. */
    private void preCallAgain() {
        Telling least = new Telling(Bounds.LEAST, OwnKey.NONE);
        request = elsewhere(least, REQUEST, request);
        preCall(least);
    }

    private void write(Telling telling, KeptBody response, boolean shed, Outcome outcome, @Nullable Failed failed) {
        OutcomeTelling bounded = new OutcomeTelling(telling);
        Outcome told = bounded.outcome(outcome);
        Failed toldFailure = failed == null ? null : bounded.failed(failed);
        AvroOutput out = teller.fresh();
        long time = startedMillis() + Math.max(0, outcome.timing().durationUs()) / 1_000;
        teller.head().write(out, kind(failed), callId, teller.nextSeq(), time);
        out.raw(columns, 0, columns.length);
        cut.forEach(telling::cut);
        flags(out, request.fate().and(response.fate()), masked || telling.masked(), telling.cut());
        CallColumns.request(out, facts.asked().bodyBytes(), shed ? KeptBody.SHED : request);
        teller.outcomes().write(out, told, response, startedMillis(), chunked == null ? 0 : chunked.count());
        if (toldFailure != null) {
            FailureColumns.write(out, toldFailure, policy.keepsErrors() && !shed);
        }
    }

    private long startedMillis() {
        return facts.startedAt().toEpochMilli();
    }
}
