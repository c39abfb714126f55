package io.callstream.gateway.call;

import io.callstream.gateway.upstream.HeadWriter;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.util.UUID;

/**
 * What every answer to a request carries: the headers that tell a client its call's id, under our name, LiteLLM's and
 * OpenAI's, and those that a browser asks for.
 */
public final class CallLabel {
    private static final AsciiString OURS = AsciiString.cached("x-callstream-call-id");
    private static final AsciiString LITELLMS = AsciiString.cached("x-litellm-call-id");
    static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");

    private final String id;
    private final byte[] forBrowser;
    private final boolean provided;

    /**
     * For one answer.
     *
     * @param forBrowser header lines; empty when no browser asks
     * @param provided whether the provider gave the request an id of its own, which is passed on
     */
    CallLabel(UUID callId, byte[] forBrowser, boolean provided) {
        this.id = callId.toString();
        this.forBrowser = forBrowser;
        this.provided = provided;
    }

    void write(ByteBuf out) {
        HeadWriter.header(out, OURS, id);
        HeadWriter.header(out, LITELLMS, id);
        if (!provided) {
            HeadWriter.header(out, REQUEST_ID, id);
        }
        out.writeBytes(forBrowser);
    }

    /** For an answer that belongs to no call. */
    public static void writeRequestId(ByteBuf out, UUID id) {
        HeadWriter.header(out, REQUEST_ID, id.toString());
    }
}
