package io.callstream.gateway.event;

import io.callstream.events.EventKind;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.redact.TextRedaction;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import io.callstream.spool.CallKey;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The story of one call. What the pre-call said is kept encoded, so that the terminal event repeats it by a copy:
 * {@code [call_id … prompt_version]}. The request's body is not: it is kept once, where it arrived.
 */
final class SpoolCallRecorder implements CallRecorder {
    private static final String REQUEST = "request";
    private static final String RESPONSE = "response";

    private final SpoolEventRecorder recorder;
    private CallFacts facts;
    private final CallKey key;
    private final String callId;
    private final CapturePolicy policy;
    private final TextRedaction redaction;
    private KeptBody request;
    private boolean masked;
    private List<String> cut = List.of();
    private byte[] columns = new byte[0];
    private int identityEnd;
    private @Nullable Deployment deployment;
    private OwnKey ownKey = OwnKey.NONE;
    private @Nullable ChunkContent chunked;
    private @Nullable PartsOfAnswer parts;
    private @Nullable KeptAnswer kept;
    private Consumer<Outcome> counted = outcome -> {};
    private boolean noted;
    private boolean ended;

    private SpoolCallRecorder(SpoolEventRecorder recorder, CallFacts facts, CapturePolicy policy) {
        this.recorder = recorder;
        this.facts = facts;
        this.policy = policy;
        this.redaction = recorder.options().redacting().of(facts);
        this.request = KeptBody.ABSENT;
        this.key = CallKey.of(facts.callId());
        this.callId = facts.callId().toString();
    }

    /** Records the pre-call. */
    static SpoolCallRecorder begin(SpoolEventRecorder recorder, CallFacts facts, @Nullable KeptRequest kept) {
        SpoolCallRecorder callRecorder = of(recorder, facts);
        callRecorder.preCall(kept);
        return callRecorder;
    }

    private static SpoolCallRecorder of(SpoolEventRecorder recorder, CallFacts facts) {
        return new SpoolCallRecorder(
                recorder,
                facts,
                recorder.options().policy().forCall(facts.caller().labels()));
    }

    /** Of what any thread may use. */
    static KeptRequest keep(SpoolEventRecorder recorder, CallFacts facts) {
        SpoolCallRecorder made = of(recorder, facts);
        EventContent content = new EventContent(Bounds.USUAL, OwnKey.NONE, made.redaction);
        KeptBody body = made.keep(content, REQUEST, made.requestBody());
        return new KeptRequest(body, content.masked());
    }

    private void preCall(@Nullable KeptRequest kept) {
        boolean shed = recorder.shedsContent() && facts.asked().body() != null;
        EventContent content = new EventContent(Bounds.USUAL, OwnKey.NONE, redaction);
        masked = !facts.asked().secrets().isEmpty();
        if (shed) {
            request = KeptBody.SHED;
        } else if (kept == null) {
            request = keep(content, REQUEST, requestBody());
        } else {
            request = kept.body();
            masked |= kept.masked();
        }
        preCall(content);
        if (recorder.tooLarge()) {
            EventContent least = new EventContent(Bounds.LEAST, OwnKey.NONE, redaction);
            request = elsewhere(least, REQUEST, request);
            preCall(least);
        }
        if (shed) {
            recorder.contentShed(EventKind.PRE_CALL);
        }
        recorder.append(EventKind.PRE_CALL, key);
    }

    private void preCall(EventContent content) {
        CallFacts recorded = new CallContent(content).facts(facts);
        masked |= content.masked();
        cut = content.cut();
        AvroOutput out = recorder.fresh();
        recorder.head().write(out, EventKind.PRE_CALL, callId, recorder.nextSeq(), startedMillis());
        int start = out.length();
        CallColumns.identity(out, callId, recorded);
        int identity = out.length();
        CallColumns.callerAndRequest(
                out, recorded.caller(), recorded.asked(), recorder.options().choice());
        columns = out.copy(start, out.length());
        identityEnd = identity - start;
        flags(out, request.fate(), masked, cut);
        CallColumns.request(out, facts, request);
    }

    private @Nullable Slice requestBody() {
        Slice body = facts.asked().body();
        return body == null ? null : Masking.mask(body, facts.asked().secrets());
    }

    private KeptBody keep(EventContent content, String part, @Nullable Slice body) {
        Slice recorded = policy.sees() ? content.body(body) : body;
        return body != null && recorded == null ? KeptBody.NOT_KEPT : policy.keep(facts.callId(), part, recorded);
    }

    /** A body that is not to stand in its event after all. */
    private KeptBody elsewhere(EventContent least, String part, KeptBody kept) {
        Slice body = kept.inline();
        if (body == null) {
            return kept;
        }
        least.cut(part + "_body");
        return policy.elsewhere(facts.callId(), part, body);
    }

    /** Columns capture to truncated_fields. */
    private void flags(AvroOutput out, KeptBody.CaptureOutcome fate, boolean withoutSecrets, List<String> truncated) {
        out.string(fate.word());
        out.flag(withoutSecrets || policy.redact());
        out.strings(truncated);
    }

    @Override
    public void sentTo(Deployment to) {
        deployment = to;
        ownKey = recorder.ownKey(to);
    }

    /** Chunks of a call that no sink may deliver would reach nobody. */
    @Override
    public void chunk(Slice data, Range fresh, @Nullable String finishReason, long nowNanos) {
        if (ended || !recorder.options().chunks() || facts.caller().labels().noLog()) {
            return;
        }
        ChunkContent chunks = chunked;
        if (chunks == null) {
            CallFacts shown = new CallContent(new EventContent(Bounds.USUAL, OwnKey.NONE, redaction)).facts(facts);
            chunks = new ChunkContent(recorder, facts, new ChunkContent.Rules(policy, ownKey, redaction), cut);
            chunks.ofCall(columns, identityEnd, shown, deployment);
            chunked = chunks;
        }
        chunks.record(key, data, fresh, finishReason, nowNanos);
    }

    @Override
    public void part(Slice bytes) {
        if (ended) {
            return;
        }
        PartsOfAnswer all = parts;
        if (all == null) {
            all = begunParts();
            parts = all;
        }
        all.add(bytes);
    }

    private PartsOfAnswer begunParts() {
        if (!redaction.none()) {
            return new PartsOfAnswer(null, ownKey);
        }
        boolean shed = recorder.shedsContent();
        return new PartsOfAnswer(shed ? BodyParts.NOWHERE : policy.parts(facts.callId(), RESPONSE), ownKey);
    }

    /** The events of a stream hold texts in pieces, in which nothing can be found that is to be taken out. */
    @Override
    public int roomForOwnForm() {
        boolean pieces = facts.asked().stream() && !redaction.none();
        return ended || pieces || recorder.shedsContent() ? 0 : policy.roomForOwnForm();
    }

    @Override
    public void annotate(Annotations annotations) {
        if (!ended && !annotations.isEmpty()) {
            facts = annotations.addTo(facts);
            preCall(new EventContent(Bounds.USUAL, OwnKey.NONE, redaction));
        }
    }

    @Override
    public void expect(Outcome outcome) {
        recordChunks();
        if (!ended && outcome.usage() == null && outcome.response().body() != null) {
            noted = recorder.note(encode(outcome.uncounted(), null, keep(outcome)), key);
        }
    }

    @Override
    public void whenCounted(Consumer<Outcome> then) {
        counted = then;
    }

    @Override
    public void succeeded(Outcome outcome) {
        end(outcome, null);
    }

    @Override
    public void failed(Outcome outcome, FailureFacts failed) {
        end(outcome, failed);
    }

    private void recordChunks() {
        if (!ended && chunked != null) {
            chunked.recordWaiting(key);
        }
    }

    private void end(Outcome outcome, @Nullable FailureFacts failed) {
        recordChunks();
        if (ended) {
            recorder.options().counters().secondEnd();
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
            recorder.options().counters().notCounted();
            counted.accept(outcome);
            record(outcome.uncounted(), failed, keep(outcome));
        } else {
            if (failed == null && outcome.isCoded()) {
                recorder.options().counters().notCounted();
            }
            counted.accept(outcome);
            if (!keepsAside(outcome, failed)) {
                record(outcome, failed, keep(outcome));
            }
        }
    }

    /**
     * Whether a long answer is gone through elsewhere and recorded then. It is noted without its body first, should there be no
     * later.
     */
    private boolean keepsAside(Outcome outcome, @Nullable FailureFacts failed) {
        ResponseFacts answer = outcome.response();
        if (kept != null || parts != null || answer.body() == null || recorder.shedsContent()) {
            return false;
        }
        EventContent content = usual();
        int bytes = Math.max(answer.body().length(), answer.provider().length());
        boolean taken = recorder.options().longAnswers().take(bytes, () -> {
            KeptAnswer response = keep(content, answer);
            recorder.owner().execute(() -> {
                kept = response;
                masked |= content.masked();
                record(outcome, failed, response);
            });
        });
        if (taken) {
            recorder.note(encode(outcome, failed, KeptAnswer.SHED), key);
        }
        return taken;
    }

    /** The client may know of its answer by now: what is recorded later is noted first, should there be no later. */
    private void countThenTell(Outcome outcome, @Nullable FailureFacts failed) {
        LateUsage late = new LateUsage(recorder, facts.asked(), outcome);
        KeptAnswer response = keep(outcome);
        Outcome uncounted = outcome.uncounted();
        boolean held = noted && failed == null;
        if (late.canCount() && (held || recorder.note(encode(uncounted, failed, response), key))) {
            late.thenOnOwner(complete -> {
                recorder.options().counters().counted(facts.caller(), complete);
                counted.accept(complete);
                record(complete, failed, response);
            });
        } else {
            recorder.options().counters().notCounted();
            counted.accept(uncounted);
            record(uncounted, failed, response);
        }
    }

    /** Once: what is kept elsewhere has been written then. */
    private KeptAnswer keep(Outcome outcome) {
        KeptAnswer response = kept;
        if (response == null) {
            response = decide(outcome);
            kept = response;
        }
        return response;
    }

    private KeptAnswer decide(Outcome outcome) {
        PartsOfAnswer all = parts;
        if (all != null) {
            KeptBody body = all.end();
            masked |= all.masked();
            return KeptAnswer.of(body);
        }
        if (recorder.shedsContent()) {
            return KeptAnswer.SHED;
        }
        EventContent content = usual();
        KeptAnswer response = keep(content, outcome.response());
        masked |= content.masked();
        return response;
    }

    /** Of what any thread may use. */
    private KeptAnswer keep(EventContent content, ResponseFacts answer) {
        KeptBody body = keep(content, RESPONSE, answer.body());
        boolean streamed = facts.asked().stream();
        return KeptAnswer.of(body, answer.provider(), content, streamed, policy.roomForOwnForm());
    }

    private void record(Outcome outcome, @Nullable FailureFacts failed, KeptAnswer response) {
        EventKind kind = encode(outcome, failed, response);
        if (recorder.shedsContent()) {
            recorder.contentShed(kind);
        }
        recorder.append(kind, key);
    }

    private EventKind encode(Outcome outcome, @Nullable FailureFacts failed, KeptAnswer answer) {
        boolean shed = recorder.shedsContent();
        KeptAnswer response = shed ? KeptAnswer.SHED : answer;
        write(usual(), response, shed, outcome, failed);
        if (recorder.tooLarge() && response.own() != null) {
            response = response.withoutOwn();
            write(usual(), response, shed, outcome, failed);
        }
        if (recorder.tooLarge()) {
            preCallAgain();
            EventContent least = new EventContent(Bounds.LEAST, ownKey, redaction);
            KeptAnswer shorter = response.with(elsewhere(least, RESPONSE, response.body()));
            write(least, shorter, shed, outcome, failed);
        }
        return kind(failed);
    }

    private EventContent usual() {
        return new EventContent(Bounds.USUAL, ownKey, redaction);
    }

    private static EventKind kind(@Nullable FailureFacts failed) {
        return failed == null ? EventKind.SUCCESS : EventKind.FAILURE;
    }

    /** The columns of the pre-call event, as short as they can be. */
    private void preCallAgain() {
        EventContent least = new EventContent(Bounds.LEAST, OwnKey.NONE, redaction);
        request = elsewhere(least, REQUEST, request);
        preCall(least);
    }

    private void write(
            EventContent content, KeptAnswer answer, boolean shed, Outcome outcome, @Nullable FailureFacts failed) {
        KeptBody response = answer.body();
        OutcomeContent bounded = new OutcomeContent(content);
        Outcome recorded = bounded.outcome(outcome);
        FailureFacts recordedFailure = failed == null ? null : bounded.failed(failed);
        AvroOutput out = recorder.fresh();
        long time = startedMillis() + Math.max(0, outcome.timing().durationUs()) / 1_000;
        recorder.head().write(out, kind(failed), callId, recorder.nextSeq(), time);
        out.raw(columns, 0, columns.length);
        cut.forEach(content::cut);
        answer.cut().forEach(content::cut);
        flags(out, request.fate().and(response.fate()), masked || content.masked(), content.cut());
        CallColumns.request(out, facts, shed ? KeptBody.SHED : request);
        recorder.outcomes().write(out, recorded, response, startedMillis(), chunked == null ? 0 : chunked.count());
        if (recordedFailure == null) {
            OutcomeColumns.saved(out, recorded.cost());
        } else {
            FailureColumns.write(out, recordedFailure, policy.keepsErrors() && !shed);
        }
        OutcomeColumns.own(out, answer);
    }

    private long startedMillis() {
        return facts.startedAt().toEpochMilli();
    }
}
