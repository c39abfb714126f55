package io.callstream.gateway.exchange;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.upstream.ContentDecoder;
import io.netty.buffer.ByteBuf;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** A compressed answer, which nobody asked for: what is in it is relayed, without the coding. */
final class DecodingRelay implements Relay {
    private final ContentDecoder decoder;
    private final Relay inside;
    private @Nullable Refusal wrong;

    DecodingRelay(ContentDecoder decoder, Relay inside) {
        this.decoder = decoder;
        this.inside = inside;
    }

    @Override
    public @Nullable Refusal body(ByteBuf bytes) {
        try {
            decoder.decode(bytes, piece -> {
                wrong = inside.body(piece);
                return wrong == null && !inside.complete();
            });
            return wrong;
        } catch (DataFormatException e) {
            return new Refusal(
                    GatewayError.PROVIDER_PROTOCOL, "The provider's answer is not in the content coding it names.");
        }
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
    public Verdict end() {
        decoder.close();
        return inside.end();
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
    public Chronicle.Found found() {
        return inside.found();
    }
}
