package io.callstream.gateway.call;

import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.LargeAnswer;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.event.ResponseFacts;
import io.callstream.gateway.limit.Hold;
import io.callstream.gateway.provider.ResponseHeaders;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageReader;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/**
 * A plain answer. It is held back until it is whole, so that its cost can stand in the head and the client gets all in
 * one write; beyond a size it is passed on as it comes, without a cost header.
 */
final class PlainRelay implements Relay {
    private static final int HELD_BACK_BYTES = 256 << 10;
    private static final int PART_OF_ALL = 4;
    private static final int HEAD_BYTES = 1024;
    private static final int MOST_TEXT_BYTES = 2048;
    private static final int MOST_BYTES_BEHIND_FIRST = 3;

    private final ClientChannel client;
    private final ReplyHead head;
    private final CallRules rules;
    private final CallTimeline timeline;
    private final ByteSink received;
    private final PlainVerdict answer;
    private @Nullable ClientBody passing;
    private boolean cut;
    /** Of an answer that is recorded in parts. */
    private @Nullable LargeAnswer edges;

    private long bytesReceived;
    private @Nullable Verdict verdict;
    private CallTimeline.@Nullable ParsedResponse found;

    PlainRelay(ClientChannel client, ReplyHead head, CallTimeline timeline, CallRules rules) {
        this.client = client;
        this.head = head;
        this.rules = rules;
        this.timeline = timeline;
        Hold hold = head.ask().request().hold();
        long most = Math.min(rules.sizes().maxResponseBytes(), hold.most() / PART_OF_ALL);
        this.received = new ByteSink(hold, (int) most);
        this.answer = new PlainVerdict(head, received);
    }

    @Override
    public @Nullable CallError body(ByteBuf bytes) {
        bytesReceived += bytes.readableBytes();
        if (edges != null) {
            pass(bytes);
            return null;
        }
        if (!received.add(bytes, head.announcedLength())) {
            return tooLarge(bytes);
        }
        if (passing != null) {
            passing.add(bytes);
        } else if (head.encoded() && head.isStream()) {
            passing = passOn();
        } else if (received.length() > HELD_BACK_BYTES && head.good()) {
            passing = passOn();
        }
        return null;
    }

    /** Too large to be held: the client gets it all the same, and it is recorded in parts. */
    private @Nullable CallError tooLarge(ByteBuf bytes) {
        if (!head.good()) {
            return null; // the beginning of an error says enough
        }
        if (passing == null) {
            passing = passOn();
        }
        edges = api().largeAnswer();
        record(received.slice());
        received.clear();
        pass(bytes);
        return null;
    }

    private void pass(ByteBuf bytes) {
        if (passing != null) {
            passing.add(bytes);
        }
        record(Slice.of(ByteBufUtil.getBytes(bytes)));
    }

    private void record(Slice part) {
        timeline.part(part);
        if (edges != null) {
            edges.add(part);
        }
    }

    @Override
    public void flush() {
        if (passing != null) {
            passing.flush();
        }
    }

    @Override
    public boolean complete() {
        return false;
    }

    @Override
    public boolean shown() {
        return false;
    }

    @Override
    public boolean committed() {
        return passing != null;
    }

    @Override
    public Verdict verdict() {
        Verdict known = verdict;
        if (known == null) {
            known = answer.of(edges != null, committed());
            verdict = known;
            if (known instanceof Verdict.Bad) {
                mask();
            }
        }
        return known;
    }

    /** The provider's own status and body, if the body is an error that clients understand. */
    @Override
    public void end() {
        if (passing != null) {
            passing.end();
        } else if (verdict() instanceof Verdict.Bad bad) {
            endBadly(bad);
        } else {
            send(found().cost());
        }
    }

    private void endBadly(Verdict.Bad bad) {
        boolean understood = !head.good() && head.encoded() || answer.scan().readable();
        if (understood) {
            send(null);
        } else {
            sendOwn(bad.clientStatus(), api().errorBody(new CallError(bad.error(), withText(bad.message()))));
        }
    }

    @Override
    public boolean reusable() {
        return !cut && head.reusable(passing == null ? ReplyHead.Framing.LENGTH : ReplyHead.Framing.CHUNKS);
    }

    @Override
    public Verdict fail(CallError why) {
        Verdict.Bad bad = !head.good() && why.error().origin().isProviders()
                ? brokenError(why)
                : new Verdict.Bad(why.error(), why.message(), why.error().httpStatus(), null);
        if (passing == null) {
            sendOwn(bad.clientStatus(), api().errorBody(new CallError(bad.error(), bad.message())));
            return bad;
        }
        cut = true;
        passing.release();
        client.cut();
        return new Verdict.Bad(bad.error(), bad.message(), head.status(), bad.providerError());
    }

    /** The status of an error says what it is, also where its body does not come whole. */
    private Verdict.Bad brokenError(CallError why) {
        mask();
        String rest = switch (why.error()) {
            case STREAM_INTERRUPTED -> "broke off before its end.";
            case PROVIDER_TIMEOUT -> "did not end in time.";
            default -> "cannot be read.";
        };
        return answer.error("The provider answered with status " + head.status() + ", and its answer " + rest);
    }

    @Override
    public void release() {
        if (passing != null) {
            passing.release();
        }
    }

    @Override
    public void discard() {
        release();
        received.clear();
    }

    @Override
    public CallTimeline.ParsedResponse found() {
        CallTimeline.ParsedResponse known = found;
        if (known == null) {
            known = read();
            found = known;
        }
        return known;
    }

    private CallTimeline.ParsedResponse read() {
        LargeAnswer large = edges;
        AnswerFacts recorded = large == null || head.encoded() ? answer.scan() : large.facts();
        Slice whole = large == null && recorded.readable() ? received.slice() : null;
        Usage usage = UsageReader.ofAnswer(whole, recorded.usage());
        boolean passed = head.ask().destination().operation().passed();
        Cost cost = passed && head.good() && whole != null
                ? UnitCost.of(rules.pricing(), head.ask(), head.ask().answered(recorded), whole, usage)
                : rules.pricing().cost(head.ask().model(), head.ask().answered(recorded), usage);
        ResponseFacts facts = new ResponseFacts(
                bytesReceived,
                head.good() && large == null && answer.of(recorded, committed()) instanceof Verdict.Whole
                        ? recorded.recorded(received.slice())
                        : null,
                recorded.id(),
                recorded.model(),
                recorded.finishReason(),
                ResponseHeaders.recorded(head.headers()));
        // Nobody counts the tokens of what is no text, or cannot be read.
        boolean uncounted = usage == null && (passed || head.good() && head.encoded());
        return new CallTimeline.ParsedResponse(facts, uncounted ? Usage.UNCOUNTED : usage, cost);
    }

    @Override
    public boolean refusesUsage() {
        return answer.refusesUsage();
    }

    /** An error may repeat what was asked for, the key included. */
    private void mask() {
        head.ask().destination().target().keyMask().mask(received.slice());
    }

    /** What the provider said in no form that clients understand is said in ours. */
    private String withText(String message) {
        String text = beginning(received.slice()).text().strip();
        return text.isEmpty() ? message : message.substring(0, message.length() - 1) + ": " + text;
    }

    /** Of some length, cut between two characters. */
    private static Slice beginning(Slice body) {
        if (body.length() <= MOST_TEXT_BYTES) {
            return body;
        }
        int length = MOST_TEXT_BYTES;
        while (length > MOST_TEXT_BYTES - MOST_BYTES_BEHIND_FIRST && isBehindFirst(body, length)) {
            length--;
        }
        return new Slice(body.array(), body.offset(), length);
    }

    /** Whether a byte goes on with a character of UTF-8. */
    private static boolean isBehindFirst(Slice body, int index) {
        return (body.array()[body.offset() + index] & 0xc0) == 0x80;
    }

    private ClientApi api() {
        return head.ask().request().api();
    }

    private void send(@Nullable Cost cost) {
        Slice body = received.slice();
        ByteBuf out = client.alloc().directBuffer(HEAD_BYTES + body.length());
        ReplyHead.Form form = head.encoded() ? null : ReplyHead.Form.JSON;
        head.write(out, form, ReplyHead.Framing.LENGTH, body.length(), cost);
        out.writeBytes(body.array(), body.offset(), body.length());
        client.write(out);
        client.flush();
    }

    private void sendOwn(int status, byte[] body) {
        ByteBuf out = client.alloc().directBuffer(HEAD_BYTES + body.length);
        head.writeOwn(out, status, body.length);
        out.writeBytes(body);
        client.write(out);
        client.flush();
    }

    private boolean looksLikeJson() {
        return !head.encoded()
                && new Slice(received.slice().array(), 0, Math.min(1, received.length()))
                        .text()
                        .equals("{");
    }

    private ClientBody passOn() {
        ByteBuf out = client.alloc().directBuffer(HEAD_BYTES + received.length());
        head.write(out, looksLikeJson() ? ReplyHead.Form.JSON : null, ReplyHead.Framing.CHUNKS, 0, null);
        ClientBody body = new ClientBody(client, head.chunked(ReplyHead.Framing.CHUNKS), out);
        body.add(received.slice());
        return body;
    }
}
