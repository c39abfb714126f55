package io.callstream.gateway.call;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.upstream.ContentDecoder;
import io.netty.buffer.ByteBuf;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A compressed answer, which nobody asked for: what is in it is relayed, without the coding. Answers of any size are, but
 * not much made of little: text comes to a tenth or a thirtieth, not to a hundredth.
 */
final class DecodingRelay implements Relay {
    private static final int MOST_OF_ONE = 100;

    private final ContentDecoder decoder;
    private final Relay inside;
    private final long unsuspected;
    private long coded;
    private long decoded;
    private @Nullable Refusal wrong;

    /** @param unsuspected bytes that may be made of however little */
    DecodingRelay(ContentDecoder decoder, Relay inside, long unsuspected) {
        this.decoder = decoder;
        this.inside = inside;
        this.unsuspected = unsuspected;
    }

    @Override
    public @Nullable Refusal body(ByteBuf bytes) {
        coded += bytes.readableBytes();
        try {
            decoder.decode(bytes, piece -> {
                decoded += piece.readableBytes();
                wrong = suspect() ? tooMuch() : inside.body(piece);
                return wrong == null && !inside.complete();
            });
            return wrong;
        } catch (DataFormatException e) {
            return new Refusal(
                    GatewayError.PROVIDER_PROTOCOL, "The provider's answer is not in the content coding it names.");
        }
    }

    private boolean suspect() {
        return decoded > unsuspected && decoded > MOST_OF_ONE * coded;
    }

    private static Refusal tooMuch() {
        return new Refusal(
                GatewayError.PROVIDER_PROTOCOL,
                "The provider's answer is compressed to less than a hundredth, which no answer of a model is.");
    }

    @Override
    public void flush() {
        inside.flush();
    }

    @Override
    public boolean complete() {
        return inside.complete();
    }

    @Override
    public boolean committed() {
        return inside.committed();
    }

    @Override
    public Verdict verdict() {
        decoder.close();
        return inside.verdict();
    }

    @Override
    public void end() {
        inside.end();
    }

    @Override
    public boolean shown() {
        return inside.shown();
    }

    @Override
    public boolean refusesUsage() {
        return inside.refusesUsage();
    }

    @Override
    public boolean reusable() {
        return inside.reusable();
    }

    @Override
    public Verdict fail(Refusal why) {
        decoder.close();
        return inside.fail(why);
    }

    @Override
    public void release() {
        decoder.close();
        inside.release();
    }

    @Override
    public void discard() {
        decoder.close();
        inside.discard();
    }

    @Override
    public CallTimeline.ParsedResponse found() {
        return inside.found();
    }
}
