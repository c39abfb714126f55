package io.callstream.gateway.exchange;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.ResponseFacts;
import io.callstream.gateway.json.ResponseScan;
import io.callstream.gateway.json.Slice;
import io.callstream.gateway.provider.AnswerHeaders;
import io.callstream.gateway.stream.ChunkFacts;
import io.callstream.gateway.stream.SseFrame;
import io.callstream.gateway.stream.SseReader;
import io.callstream.gateway.stream.SseTooLargeException;
import io.callstream.gateway.stream.StreamAssembler;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageReader;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer: each frame goes on as the bytes that came, except the usage that only the gateway asked for. A
 * stream is whole when it ends with {@code [DONE]}, or when a choice had finished before it ended without; a stream that
 * breaks off ends with an error event, and without {@code [DONE]}.
 */
final class StreamRelay implements Relay {
    private static final int LARGEST_FRAME = 16 << 20;
    private static final int HEAD_BYTES = 2048;
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FRAME_END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private final ClientSide client;
    private final ReplyHead head;
    private final Chronicle chronicle;
    private final CallRules rules;
    private final boolean withholdUsage;
    private final SseReader reader = new SseReader(LARGEST_FRAME);
    private final StreamAssembler assembler = new StreamAssembler();
    private final ClientBody out;
    private long bytes;
    private boolean done;
    private boolean finished;
    private @Nullable Slice error;

    StreamRelay(ClientSide client, ReplyHead head, Chronicle chronicle, CallRules rules) {
        this.client = client;
        this.head = head;
        this.chronicle = chronicle;
        this.rules = rules;
        this.withholdUsage = head.ask().destination().asksUsage(head.ask().scan());
        ByteBuf first = client.alloc().directBuffer(HEAD_BYTES);
        head.write(first, head.status(), ReplyHead.Framing.CHUNKS, 0, null);
        this.out = new ClientBody(client, head.chunked(ReplyHead.Framing.CHUNKS), first);
    }

    @Override
    public @Nullable Refusal body(ByteBuf part) {
        bytes += part.readableBytes();
        if (bytes > rules.sizes().maxResponseBytes()) {
            return new Refusal(GatewayError.PROVIDER_PROTOCOL, "The provider's stream is too large.");
        }
        try {
            reader.append(part.nioBuffer());
        } catch (SseTooLargeException e) {
            return new Refusal(GatewayError.PROVIDER_PROTOCOL, "A server-sent event of the provider is too large.");
        }
        for (SseFrame frame = reader.next(); frame != null; frame = reader.next()) {
            frame(frame);
        }
        return null;
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public Verdict end() {
        SseFrame last = reader.finish();
        if (last != null) {
            frame(last);
        }
        Verdict verdict = verdict();
        if (verdict instanceof Verdict.Bad bad && bad.providerError() == null) {
            errorEvent(bad.error().openAiBody(bad.message(), null));
        }
        out.end();
        return verdict;
    }

    /** Also after a stream that broke off: its body ends properly, and the client expects to go on. */
    @Override
    public boolean reusable() {
        return head.reusable(ReplyHead.Framing.CHUNKS);
    }

    @Override
    public int fail(Refusal why) {
        errorEvent(why.body());
        out.end();
        return head.status();
    }

    @Override
    public Chronicle.Found found() {
        Slice response = assembler.response();
        ResponseScan scan = response == null ? ResponseScan.NOTHING : ResponseScan.of(response);
        Usage usage = UsageReader.ofAnswer(response, scan);
        Cost cost = rules.pricing().cost(head.ask().model(), scan.model(), usage);
        ResponseFacts facts = new ResponseFacts(
                bytes, response, scan.id(), scan.model(), scan.finishReason(), AnswerHeaders.told(head.headers()));
        return new Chronicle.Found(facts, usage, cost);
    }

    @Override
    public void release() {
        out.release();
    }

    private void frame(SseFrame frame) {
        Slice data = frame.data();
        boolean withheld = false;
        if (frame.isDone()) {
            done = true;
        } else if (data != null) {
            withheld = chunk(data) && withholdUsage;
        }
        if (!withheld) {
            out.add(frame.raw());
        }
    }

    /** Whether it is nothing but the usage. */
    private boolean chunk(Slice data) {
        ChunkFacts facts = assembler.accept(data);
        chronicle.chunk(data, facts.finishReason());
        finished |= facts.finishReason() != null;
        if (facts.kind() == ChunkFacts.Kind.ERROR) {
            error = data.copy();
        }
        return facts.kind() == ChunkFacts.Kind.USAGE_ONLY;
    }

    private Verdict verdict() {
        if (error != null) {
            String message = "The provider reported an error within the stream.";
            return new Verdict.Bad(GatewayError.STREAM_INTERRUPTED, message, head.status(), error);
        }
        if (done || finished) {
            return new Verdict.Whole();
        }
        String message = "The provider's stream ended before the answer was finished.";
        return new Verdict.Bad(GatewayError.STREAM_INTERRUPTED, message, head.status(), null);
    }

    private void errorEvent(byte[] body) {
        out.add(Slice.of(DATA));
        out.add(Slice.of(body));
        out.add(Slice.of(FRAME_END));
    }
}
