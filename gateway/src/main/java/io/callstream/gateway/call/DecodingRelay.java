package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.net.ContentDecoder;
import io.netty.buffer.ByteBuf;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A compressed answer, which nobody asked for: what is in it is relayed, without the coding. Answers of any size are, but
 * not much made of little: text comes to a tenth or a thirtieth, not to a hundredth.
 */
final class DecodingRelay extends WrappedRelay {
    private static final int MOST_OF_ONE = 100;

    private final ContentDecoder decoder;
    private final long unsuspected;
    private long coded;
    private long decoded;
    private @Nullable CallError wrong;

    /** @param unsuspected bytes that may be made of however little */
    DecodingRelay(ContentDecoder decoder, Relay inside, long unsuspected) {
        super(inside);
        this.decoder = decoder;
        this.unsuspected = unsuspected;
    }

    @Override
    public @Nullable CallError body(ByteBuf bytes) {
        coded += bytes.readableBytes();
        try {
            decoder.decode(bytes, piece -> {
                decoded += piece.readableBytes();
                wrong = suspect() ? tooMuch() : inside().body(piece);
                return wrong == null && !inside().complete();
            });
            return wrong;
        } catch (DataFormatException e) {
            return new CallError(
                    GatewayError.PROVIDER_PROTOCOL, "The provider's answer is not in the content coding it names.");
        }
    }

    private boolean suspect() {
        return decoded > unsuspected && decoded > MOST_OF_ONE * coded;
    }

    private static CallError tooMuch() {
        return new CallError(
                GatewayError.PROVIDER_PROTOCOL,
                "The provider's answer is compressed to less than a hundredth, which no answer of a model is.");
    }

    @Override
    void close() {
        decoder.close();
    }
}
