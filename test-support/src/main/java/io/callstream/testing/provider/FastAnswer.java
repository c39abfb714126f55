package io.callstream.testing.provider;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.FullHttpRequest;
import java.nio.charset.StandardCharsets;

/**
 * The answer of model {@code sim-fast} under load: found by two byte searches, written from one encoded buffer. Only used
 * while nothing is recorded and no key is asked for; otherwise {@code sim-fast} is answered like any model.
 */
final class FastAnswer {
    private static final ByteBuf MODEL = constant("\"sim-fast\"");
    private static final ByteBuf STREAM = constant("\"stream\"");
    private static final String BODY = """
            {"id":"chatcmpl-sim-fast","object":"chat.completion","created":1700000000,"model":"sim-fast","choices":[{"index":0,\
            "message":{"role":"assistant","content":"A gateway should add microseconds, not milliseconds, and lose nothing \
            on the way; this sentence is what every call is answered with.","refusal":null},"logprobs":null,\
            "finish_reason":"stop"}],"usage":{"prompt_tokens":24,"completion_tokens":28,"total_tokens":52},\
            "system_fingerprint":"fp_sim"}""";
    private static final ByteBuf RESPONSE =
            constant("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length()
                    + "\r\n\r\n" + BODY);

    private FastAnswer() {}

    static boolean fits(FullHttpRequest request) {
        ByteBuf body = request.content();
        return request.uri().equals("/v1/chat/completions")
                && ByteBufUtil.indexOf(MODEL.duplicate(), body) >= 0
                && ByteBufUtil.indexOf(STREAM.duplicate(), body) < 0;
    }

    /** The whole response, head and body; the receiver releases it. */
    static ByteBuf response() {
        return RESPONSE.retainedDuplicate();
    }

    private static ByteBuf constant(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
    }
}
