package io.callstream.gateway.call;

import io.callstream.gateway.net.HeadWriter;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.util.UUID;

/**
 * What every answer to a request carries: the headers that name for a client its call's id, under our name, LiteLLM's and
 * OpenAI's, and those that a browser asks for.
 */
public final class CallLabel {
    private static final AsciiString OURS = AsciiString.cached("x-callstream-call-id");
    private static final AsciiString LITELLMS = AsciiString.cached("x-litellm-call-id");
    static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");

    private final String id;
    private final byte[] forBrowser;
    private final byte[] limits;
    private final boolean provided;

    /**
     * For one answer.
     *
     * @param forBrowser header lines; empty when no browser asks
     * @param limits header lines that say what is left of the caller's limits; empty when there are none
     * @param provided whether the provider gave the request an id of its own, which is passed on
     */
    CallLabel(UUID callId, byte[] forBrowser, byte[] limits, boolean provided) {
        this.id = callId.toString();
        this.forBrowser = forBrowser;
        this.limits = limits;
        this.provided = provided;
    }

    void write(ByteBuf out) {
        HeadWriter.header(out, OURS, id);
        HeadWriter.header(out, LITELLMS, id);
        if (!provided) {
            HeadWriter.header(out, REQUEST_ID, id);
        }
        out.writeBytes(forBrowser);
        out.writeBytes(limits);
    }

    /** Whether it says what is left of the caller's limits, so that the provider's own do not stand there, too. */
    boolean saysLimits() {
        return limits.length > 0;
    }

    /** For an answer that belongs to no call. */
    public static void writeRequestId(ByteBuf out, UUID id) {
        HeadWriter.header(out, REQUEST_ID, id.toString());
    }
}
