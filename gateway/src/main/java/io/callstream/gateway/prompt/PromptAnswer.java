package io.callstream.gateway.prompt;

import io.callstream.gateway.upstream.UpstreamCall;
import io.callstream.gateway.upstream.UpstreamFailure;
import io.callstream.gateway.upstream.UpstreamResponseListener;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes in a source's answer, up to the largest that a prompt may have. Only for the event loop. */
final class PromptAnswer implements UpstreamResponseListener {
    private static final int LARGEST = 1 << 20;

    private final Consumer<HttpAnswer> then;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable UpstreamCall call;
    private int status;
    private boolean over;

    PromptAnswer(Consumer<HttpAnswer> then) {
        this.then = then;
    }

    /** @param deadline by the clock of the pools */
    void of(UpstreamCall started, long deadline) {
        if (!over) {
            call = started;
            started.deadline(deadline);
        }
    }

    @Override
    public void head(int code, HttpHeaders headers) {
        status = code;
        String coding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            giveUp();
        }
    }

    @Override
    public void body(ByteBuf bytes) {
        if (over) {
            return;
        }
        if (body.size() + bytes.readableBytes() > LARGEST) {
            giveUp();
            return;
        }
        byte[] part = new byte[bytes.readableBytes()];
        bytes.readBytes(part);
        body.writeBytes(part);
    }

    @Override
    public void end() {
        answer(new HttpAnswer(status, Slice.of(body.toByteArray())));
    }

    @Override
    public void failed(UpstreamFailure failure) {
        answer(HttpAnswer.NONE);
    }

    @Override
    public void readComplete() {
        // Nothing is passed on in parts.
    }

    private void giveUp() {
        UpstreamCall started = call;
        if (started != null) {
            started.cancel();
        }
        answer(HttpAnswer.NONE);
    }

    private void answer(HttpAnswer answer) {
        if (!over) {
            over = true;
            then.accept(answer);
        }
    }
}
