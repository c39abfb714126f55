package io.callstream.gateway.call;

import io.callstream.gateway.event.AttemptReason;
import io.callstream.gateway.net.HeadWriter;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;

/**
 * What came before an attempt, as LiteLLM's headers say it.
 *
 * @param retries in all model groups
 * @param fallbacks model groups that were left
 * @param most fallbacks that the call may make
 */
record Tries(int retries, int fallbacks, int most) {
    private static final AsciiString RETRIES = AsciiString.cached("x-litellm-attempted-retries");
    private static final AsciiString FALLBACKS = AsciiString.cached("x-litellm-attempted-fallbacks");
    private static final AsciiString MOST = AsciiString.cached("x-litellm-max-fallbacks");
    private static final byte[] NONE =
            HeadWriter.lines("x-litellm-attempted-retries", "0", "x-litellm-attempted-fallbacks", "0");

    /** Nothing came before. */
    static final Tries FIRST = new Tries(0, 0, 0);

    /** @param mostFallbacks that the call may make */
    Tries then(AttemptReason reason, int mostFallbacks) {
        return switch (reason) {
            case FIRST, HEDGE, REDIRECT -> this;
            case RETRY -> new Tries(retries + 1, fallbacks, mostFallbacks);
            case FALLBACK -> new Tries(retries, fallbacks + 1, mostFallbacks);
        };
    }

    void write(ByteBuf out) {
        if (retries == 0 && fallbacks == 0) {
            out.writeBytes(NONE);
            return;
        }
        HeadWriter.header(out, RETRIES, retries);
        HeadWriter.header(out, FALLBACKS, fallbacks);
        if (fallbacks > 0) {
            HeadWriter.header(out, MOST, most);
        }
    }
}
