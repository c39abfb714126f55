package io.callstream.gateway.call;

import io.callstream.gateway.api.AnswerError;
import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.api.ChunkFacts;
import io.callstream.gateway.api.StreamAnswer;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.ResponseFacts;
import io.callstream.gateway.provider.KeyMask;
import io.callstream.gateway.provider.ResponseHeaders;
import io.callstream.gateway.sse.SseFrame;
import io.callstream.gateway.sse.SseReader;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageReader;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer: each frame goes on as the bytes that came, except the usage that only the gateway asked for. A
 * stream is whole with {@code [DONE]}, whatever the connection does afterwards, or when all its choices had finished
 * before it ended without; a stream that breaks off ends with an error event, and without {@code [DONE]}. A frame goes on
 * when it is whole, so that an error event always stands for itself.
 */
final class StreamRelay implements Relay {
    private static final int HEAD_BYTES = 2048;
    private static final Slice FRAME_END = Slice.of("\n\n");
    private static final Slice LINE_END = Slice.of("\n");
    /** A comment: keeps the connection in use as the empty event did, and is none. */
    private static final Slice NOTHING = Slice.of(":\n\n");

    private final ClientChannel client;
    private final ReplyHead head;
    private final CallTimeline timeline;
    private final CallRules rules;
    private final boolean withholdUsage;
    private final StreamAnswer assembler;
    private final StreamMemory memory;
    private final SseReader reader;
    private final ClientBody out;
    private long bytes;
    private long chunks;
    private boolean done;
    private boolean watched;
    private boolean shown;
    private @Nullable Reported error;
    private @Nullable Slice unreadable;
    /** Half an event does not go on, so that the client has heard of no error. */
    private boolean withheld;

    /** What the provider said about a failure. */
    private record Reported(AnswerError error, Slice said) {}

    StreamRelay(ClientChannel client, ReplyHead head, CallTimeline timeline, CallRules rules) {
        this.client = client;
        this.head = head;
        this.timeline = timeline;
        this.rules = rules;
        this.assembler = head.ask().request().api().streamAnswer();
        this.withholdUsage = head.ask().destination().asksUsage(head.ask().asked());
        this.memory = new StreamMemory(
                assembler, timeline, head.ask().request().hold(), rules.sizes().maxResponseBytes());
        this.reader = new SseReader(memory);
        ByteBuf first = client.alloc().directBuffer(HEAD_BYTES);
        head.write(first, ReplyHead.Form.STREAM, ReplyHead.Framing.CHUNKS, 0, null);
        this.out = new ClientBody(client, head.chunked(ReplyHead.Framing.CHUNKS), first);
    }

    @Override
    public @Nullable CallError body(ByteBuf part) {
        bytes += part.readableBytes();
        reader.append(part.nioBuffer());
        if (reader.lost()) {
            memory.recordParts();
        }
        for (SseFrame frame = reader.next(); frame != null && !done; frame = reader.next()) {
            frame(frame, false);
        }
        return null;
    }

    @Override
    public void flush() {
        if (error != null && !assembler.started()) {
            return; // an error in place of an answer waits for its end: another attempt may take its place
        }
        out.flush();
        boolean all = assembler.finished() && (assembler.usage() || withholdUsage || !asked());
        if (all && !watched) {
            watched = true;
            client.whenSent(sent -> shown = sent);
        }
    }

    @Override
    public boolean complete() {
        return done;
    }

    @Override
    public boolean shown() {
        return shown;
    }

    @Override
    public boolean committed() {
        return out.sent();
    }

    @Override
    public Verdict verdict() {
        rest();
        return judge();
    }

    @Override
    public void end() {
        if (judge() instanceof Verdict.Bad bad && (bad.providerError() == null || withheld)) {
            errorEvent(new CallError(bad.error(), bad.message()));
        }
        out.end();
    }

    /** Also after a stream that broke off: its body ends properly, and the client expects to go on. */
    @Override
    public boolean reusable() {
        return head.reusable(ReplyHead.Framing.CHUNKS);
    }

    /** What the provider said, if it said anything, is the reason that counts; nothing is added to it. */
    @Override
    public Verdict fail(CallError why) {
        rest();
        Verdict verdict = error == null && !endedWell(why)
                ? new Verdict.Bad(why.error(), why.message(), head.status(), null)
                : judge();
        if (verdict instanceof Verdict.Bad && error == null) {
            errorEvent(why);
        }
        out.end();
        return verdict;
    }

    /** Only the end of the provider's connection was missing. */
    private boolean endedWell(CallError why) {
        boolean missedTheEnd =
                why.error() == GatewayError.STREAM_INTERRUPTED || why.error() == GatewayError.PROVIDER_TIMEOUT;
        return done || missedTheEnd && assembler.finished();
    }

    @Override
    public CallTimeline.ParsedResponse found() {
        Slice response = assembler.response();
        AnswerFacts scan = head.ask().request().api().answer(response == null ? Slice.EMPTY : response);
        Usage counted = UsageReader.ofAnswer(scan.readable() ? response : null, scan.usage());
        Cost cost = rules.pricing().cost(head.ask().model(), head.ask().answered(scan), counted);
        ResponseFacts facts = new ResponseFacts(
                bytes,
                memory.inParts() ? null : response,
                scan.id(),
                scan.model(),
                scan.finishReason(),
                ResponseHeaders.recorded(head.headers()));
        return new CallTimeline.ParsedResponse(facts, counted, cost);
    }

    @Override
    public void release() {
        out.release();
    }

    /** What no blank line has ended: good if it can be read, else the beginning of something that never came. */
    private void rest() {
        for (SseFrame last = reader.finish(); last != null && !done; last = reader.finish()) {
            if (last.data() != null) {
                frame(last, true);
            }
        }
    }

    /** @param cut whether the stream ended within it */
    private void frame(SseFrame frame, boolean cut) {
        Slice data = frame.data();
        if (frame.isDone()) {
            done = true;
            pass(frame);
        } else if (data == null) {
            pass(frame);
        } else if (frame.isEmpty()) {
            out.add(NOTHING);
        } else {
            chunk(frame, data, cut);
        }
    }

    private void chunk(SseFrame frame, Slice data, boolean cut) {
        chunks++;
        ChunkFacts facts = accept(data);
        if (facts.error() != null || frame.error() || facts.kind() == ChunkFacts.Kind.UNREADABLE) {
            mask(frame.raw(), data);
        }
        ChunkFacts.Kind kind = facts.kind();
        if (kind == ChunkFacts.Kind.UNREADABLE) {
            unreadable = unreadable == null ? data.copy() : unreadable;
            if (cut && !frame.error()) {
                withheld = true;
                return;
            }
        }
        AnswerError said = facts.error() == null && frame.error() ? AnswerError.UNSAID : facts.error();
        if (said != null && error == null) {
            error = new Reported(said, data.copy());
        }
        timeline.chunk(data, assembler.fresh(), facts.finishReason());
        if (kind != ChunkFacts.Kind.USAGE_ONLY || !withholdUsage) {
            pass(frame);
        }
    }

    private ChunkFacts accept(Slice data) {
        ChunkFacts facts = ChunkFacts.CONTENT;
        if (memory.fits(data)) {
            facts = assembler.accept(data);
        } else {
            assembler.leaveOut(data);
        }
        memory.added(data.length());
        return facts;
    }

    /** An error may repeat what was asked for, the key included. */
    private void mask(Slice raw, Slice data) {
        KeyMask mask = head.ask().destination().target().keyMask();
        mask.mask(raw);
        if (data.array() != raw.array()) {
            mask.mask(data);
        }
    }

    /** Where the blank line was left out it is put in: not every client reads line by line. */
    private void pass(SseFrame frame) {
        out.add(frame.raw());
        memory.passed(frame.raw());
        if (frame.missing() > 0) {
            out.add(frame.missing() == 1 ? LINE_END : FRAME_END);
        }
    }

    private Verdict judge() {
        Reported reported = error;
        if (reported != null) {
            return bad(kind(reported.error()), "The provider reported an error within the stream.", reported.said());
        }
        Slice strange = unreadable;
        if (!assembler.started() && strange != null) {
            return bad(GatewayError.PROVIDER_PROTOCOL, "The provider's stream holds no answer.", strange);
        }
        if (done || assembler.finished()) {
            return new Verdict.Whole();
        }
        String message = "The provider's stream ended before the answer was finished.";
        return bad(GatewayError.STREAM_INTERRUPTED, message, null);
    }

    private Verdict.Bad bad(GatewayError kind, String message, @Nullable Slice said) {
        return new Verdict.Bad(kind, message, head.status(), said);
    }

    /** What a status from 500 up says is said better by the stream's having been interrupted. */
    private static GatewayError kind(AnswerError error) {
        boolean classified = error.status() >= 400 && error.status() < 500;
        return classified ? error.kind(GatewayError.STREAM_INTERRUPTED) : GatewayError.STREAM_INTERRUPTED;
    }

    private boolean asked() {
        return head.ask().asked().asksUsage();
    }

    private void errorEvent(CallError why) {
        out.add(Slice.of(head.ask().request().api().errorEvent(why, chunks)));
    }
}
