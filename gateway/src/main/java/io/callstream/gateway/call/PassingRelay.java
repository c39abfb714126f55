package io.callstream.gateway.call;

import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.event.ResponseFacts;
import io.callstream.gateway.provider.ResponseHeaders;
import io.callstream.gateway.usage.Answered;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageReader;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is no JSON, or nobody's to read: sound, text, files, events of an API that is only passed through. It goes
 * to the client as it comes and is recorded by what it is, its length and its hash.
 */
final class PassingRelay implements Relay {
    private static final int HEAD_BYTES = 1024;

    private final ClientChannel client;
    private final ReplyHead head;
    private final CallRules rules;
    private final PassedBody body;
    private @Nullable ClientBody passing;
    private boolean cut;
    private CallTimeline.@Nullable ParsedResponse found;

    PassingRelay(ClientChannel client, ReplyHead head, CallRules rules) {
        this.client = client;
        this.head = head;
        this.rules = rules;
        this.body = new PassedBody(head.mediaType(), head.ask().request().hold());
    }

    @Override
    public @Nullable CallError body(ByteBuf bytes) {
        body.add(bytes);
        begun().add(bytes);
        return null;
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
    public boolean committed() {
        return passing != null;
    }

    @Override
    public Verdict verdict() {
        return new Verdict.Whole();
    }

    @Override
    public void end() {
        if (passing == null && body.length() == 0) {
            ByteBuf out = client.alloc().directBuffer(HEAD_BYTES);
            head.write(out, null, ReplyHead.Framing.LENGTH, 0, cost(null, Answered.UNSAID));
            client.write(out);
            client.flush();
        } else {
            begun().end();
        }
    }

    @Override
    public boolean shown() {
        return false;
    }

    @Override
    public boolean reusable() {
        return !cut && head.reusable(framing());
    }

    @Override
    public Verdict fail(CallError why) {
        if (passing != null) {
            cut = true;
            passing.release();
            client.cut();
            return new Verdict.Bad(why.error(), why.message(), head.status(), null);
        }
        byte[] error = head.ask().request().api().errorBody(why);
        ByteBuf out = client.alloc().directBuffer(HEAD_BYTES + error.length);
        head.writeOwn(out, why.error().httpStatus(), error.length);
        client.write(out.writeBytes(error));
        client.flush();
        return new Verdict.Bad(why.error(), why.message(), why.error().httpStatus(), null);
    }

    @Override
    public void release() {
        if (passing != null) {
            passing.release();
        }
    }

    @Override
    public CallTimeline.ParsedResponse found() {
        CallTimeline.ParsedResponse known = found;
        if (known == null) {
            Slice json = head.isJson() ? body.text() : null;
            AnswerFacts answer =
                    json == null ? null : head.ask().request().api().answer(json);
            boolean read = answer != null && answer.readable();
            boolean uses = head.ask().destination().operation().uses();
            Usage said = read && answer != null ? UsageReader.ofAnswer(json, answer.usage()) : body.usage();
            Usage usage = uses ? said : null;
            ResponseFacts facts = new ResponseFacts(
                    body.length(),
                    read ? json : body.recorded(),
                    read && answer != null ? answer.id() : body.id(),
                    read && answer != null ? answer.model() : null,
                    read && answer != null ? answer.finishReason() : null,
                    ResponseHeaders.recorded(head.headers()));
            known = new CallTimeline.ParsedResponse(
                    facts,
                    usage == null ? Usage.UNCOUNTED : usage,
                    cost(usage, answer == null ? served() : head.ask().answered(answer)));
            found = known;
        }
        return known;
    }

    /** What a stream has said so far. */
    private Answered served() {
        String tier = body.tier();
        return tier == null ? head.ask().answered(null) : Answered.as(null, tier);
    }

    private @Nullable Cost cost(@Nullable Usage usage, Answered answered) {
        return UnitCost.of(rules.pricing(), head.ask(), answered, null, usage);
    }

    private ReplyHead.Framing framing() {
        return head.announcedLength() >= 0 ? ReplyHead.Framing.LENGTH : ReplyHead.Framing.CHUNKS;
    }

    /** The answer on its way; its head is written when its first bytes have come. */
    private ClientBody begun() {
        ClientBody begun = passing;
        if (begun == null) {
            ByteBuf out = client.alloc().directBuffer(HEAD_BYTES);
            head.write(out, null, framing(), head.announcedLength(), cost(null, Answered.UNSAID));
            begun = new ClientBody(client, head.chunked(framing()), out);
            passing = begun;
        }
        return begun;
    }
}
