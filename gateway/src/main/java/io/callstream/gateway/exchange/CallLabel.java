package io.callstream.gateway.exchange;

import io.callstream.gateway.upstream.HeadWriter;
import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import java.util.UUID;

/** The headers that tell a client its call's id, under our name and under LiteLLM's. */
final class CallLabel {
    private static final AsciiString OURS = AsciiString.cached("x-callstream-call-id");
    private static final AsciiString LITELLMS = AsciiString.cached("x-litellm-call-id");

    private final String id;

    CallLabel(UUID callId) {
        this.id = callId.toString();
    }

    void write(ByteBuf out) {
        HeadWriter.header(out, OURS, id);
        HeadWriter.header(out, LITELLMS, id);
    }
}
