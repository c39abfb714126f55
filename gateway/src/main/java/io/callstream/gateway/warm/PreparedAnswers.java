package io.callstream.gateway.warm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What OpenAI would answer, as bytes of HTTP; each is written with a flush of its own. */
final class PreparedAnswers {
    private static final int WORDS = 20;
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":42,\"completion_tokens\":20,\"total_tokens\":62,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0}}";

    private final ByteBuf plain = plain("");
    private final ByteBuf last = plain("connection: close\r\n");
    private final List<ByteBuf> counted = stream(true);
    private final List<ByteBuf> uncounted = stream(false);

    /** @param last whether it says that the connection ends */
    List<ByteBuf> plainAnswer(boolean last) {
        return List.of(last ? this.last : plain);
    }

    /** @param usage whether it says how many tokens there were */
    List<ByteBuf> streamedAnswer(boolean usage) {
        return usage ? counted : uncounted;
    }

    private static ByteBuf plain(String header) {
        String body = "{\"id\":\"chatcmpl-0\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"m\","
                + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                + "a few words ".repeat(8)
                + "\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}]," + USAGE
                + ",\"system_fingerprint\":\"fp_0\"}";
        return bytes("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: 0\r\n" + header
                + "content-length: " + body.length() + "\r\n\r\n" + body);
    }

    private static List<ByteBuf> stream(boolean usage) {
        List<ByteBuf> parts = new ArrayList<>();
        parts.add(bytes("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"));
        parts.add(event(choice("\"role\":\"assistant\",\"content\":\"\"", "null")));
        words(parts);
        parts.add(event(choice("", "\"stop\"")));
        if (usage) {
            parts.add(event("\"choices\":[]," + USAGE));
        }
        parts.add(bytes(chunked("data: [DONE]\n\n") + "0\r\n\r\n"));
        return List.copyOf(parts);
    }

    private static void words(List<ByteBuf> parts) {
        for (int word = 0; word < WORDS; word++) {
            parts.add(event(choice("\"content\":\" word" + word + "\"", "null")));
        }
    }

    private static String choice(String delta, String finish) {
        return "\"choices\":[{\"index\":0,\"delta\":{" + delta + "},\"logprobs\":null,\"finish_reason\":" + finish
                + "}]";
    }

    private static ByteBuf event(String fields) {
        return bytes(chunked("data: {\"id\":\"chatcmpl-0\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                + "\"model\":\"m\",\"system_fingerprint\":\"fp_0\"," + fields + "}\n\n"));
    }

    private static String chunked(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.unreleasableBuffer(
                Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII)).asReadOnly());
    }
}
