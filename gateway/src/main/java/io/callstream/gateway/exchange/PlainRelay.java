package io.callstream.gateway.exchange;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.ResponseFacts;
import io.callstream.gateway.json.ResponseScan;
import io.callstream.gateway.json.Slice;
import io.callstream.gateway.provider.AnswerHeaders;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageReader;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A plain answer. It is held back until it is whole, so that its cost can stand in the head and the client gets all in
 * one write; beyond a size it is passed on as it comes, without a cost header.
 */
final class PlainRelay implements Relay {
    private static final int HELD_BACK_BYTES = 256 << 10;
    private static final int HEAD_BYTES = 1024;
    private static final int FIRST_REDIRECT = 300;

    private final ClientSide client;
    private final ReplyHead head;
    private final CallRules rules;
    private final ByteSink received;
    private @Nullable ClientBody passing;
    private boolean cut;
    private @Nullable ResponseScan scan;
    private Chronicle.@Nullable Found found;

    PlainRelay(ClientSide client, ReplyHead head, CallRules rules) {
        this.client = client;
        this.head = head;
        this.rules = rules;
        this.received = new ByteSink(head.announcedLength());
    }

    @Override
    public @Nullable Refusal body(ByteBuf bytes) {
        if (received.length() + bytes.readableBytes() > rules.sizes().maxResponseBytes()) {
            return new Refusal(GatewayError.PROVIDER_PROTOCOL, "The provider's answer is too large.");
        }
        received.add(bytes);
        if (passing != null) {
            passing.add(bytes);
        } else if (received.length() > HELD_BACK_BYTES && head.good()) {
            passing = passOn();
        }
        return null;
    }

    @Override
    public void flush() {
        if (passing != null) {
            passing.flush();
        }
    }

    @Override
    public Verdict end() {
        if (passing != null) {
            passing.end();
            return readable() ? new Verdict.Whole() : unreadable(head.status());
        }
        if (!head.good()) {
            return providerError();
        }
        if (!readable() || head.status() >= FIRST_REDIRECT) {
            Verdict.Bad bad = unreadable(GatewayError.PROVIDER_PROTOCOL.httpStatus());
            send(bad.clientStatus(), Slice.of(bad.error().openAiBody(bad.message(), null)), null);
            return bad;
        }
        send(head.status(), received.slice(), found().cost());
        return new Verdict.Whole();
    }

    @Override
    public boolean reusable() {
        return !cut && head.reusable(passing == null ? ReplyHead.Framing.LENGTH : ReplyHead.Framing.CHUNKS);
    }

    @Override
    public int fail(Refusal why) {
        if (passing != null) {
            cut = true;
            passing.release();
            client.cut();
            return head.status();
        }
        send(why.error().httpStatus(), Slice.of(why.body()), null);
        return why.error().httpStatus();
    }

    @Override
    public void release() {
        if (passing != null) {
            passing.release();
        }
    }

    @Override
    public Chronicle.Found found() {
        Chronicle.Found known = found;
        if (known == null) {
            known = read();
            found = known;
        }
        return known;
    }

    private Chronicle.Found read() {
        ResponseScan answer = scan();
        Usage usage = UsageReader.ofAnswer(received.slice(), answer);
        Cost cost = rules.pricing().cost(head.ask().model(), answer.model(), usage);
        ResponseFacts facts = new ResponseFacts(
                received.length(),
                head.good() && answer.json() ? received.slice() : null,
                answer.id(),
                answer.model(),
                answer.finishReason(),
                AnswerHeaders.told(head.headers()));
        return new Chronicle.Found(facts, usage, cost);
    }

    /** The provider's own status and body, if the body is an error that clients understand. */
    private Verdict providerError() {
        GatewayError error = GatewayError.ofProviderStatus(head.status());
        String message = "The provider answered with status " + head.status() + ".";
        boolean understood = readable();
        Slice body = understood ? received.slice() : Slice.of(error.openAiBody(message, null));
        send(head.status(), body, null);
        return new Verdict.Bad(error, message, head.status(), received.slice());
    }

    private boolean readable() {
        return head.encoded() || scan().json();
    }

    private Verdict.Bad unreadable(int clientStatus) {
        return new Verdict.Bad(
                GatewayError.PROVIDER_PROTOCOL,
                "The provider's answer is no JSON object.",
                clientStatus,
                received.slice());
    }

    private ResponseScan scan() {
        ResponseScan known = scan;
        if (known == null) {
            known = head.encoded() ? ResponseScan.NOTHING : ResponseScan.of(received.slice());
            scan = known;
        }
        return known;
    }

    private void send(int status, Slice body, @Nullable Cost cost) {
        ByteBuf out = client.alloc().directBuffer(HEAD_BYTES + body.length());
        head.write(out, status, ReplyHead.Framing.LENGTH, body.length(), cost);
        out.writeBytes(body.array(), body.offset(), body.length());
        client.write(out);
        client.flush();
    }

    private ClientBody passOn() {
        ByteBuf out = client.alloc().directBuffer(HEAD_BYTES + received.length());
        head.write(out, head.status(), ReplyHead.Framing.CHUNKS, 0, null);
        ClientBody body = new ClientBody(client, head.chunked(ReplyHead.Framing.CHUNKS), out);
        body.add(received.slice());
        return body;
    }
}
