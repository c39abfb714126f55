package io.callstream.gateway.dialect.bedrock;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;

/** Streams of Bedrock's, framed by AWS's own code. */
public final class StreamBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public StreamBytes event(String type, String json) {
        return message(json, ":event-type", type, ":content-type", "application/json", ":message-type", "event");
    }

    public StreamBytes exception(String type, String message) {
        String json = "{\"message\":\"" + message + "\"}";
        return message(
                json, ":exception-type", type, ":content-type", "application/json", ":message-type", "exception");
    }

    StreamBytes message(String payload, String... headers) {
        Map<String, HeaderValue> values = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            values.put(headers[i], HeaderValue.fromString(headers[i + 1]));
        }
        new Message(values, payload.getBytes(StandardCharsets.UTF_8)).encode(out);
        return this;
    }

    /** A text in pieces, and its end. */
    public StreamBytes text(String... pieces) {
        event("messageStart", "{\"role\":\"assistant\",\"p\":\"abc\"}");
        for (String piece : pieces) {
            event(
                    "contentBlockDelta",
                    "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + piece + "\"},\"p\":\"abcdefgh\"}");
        }
        event("contentBlockStop", "{\"contentBlockIndex\":0}");
        return event("messageStop", "{\"stopReason\":\"end_turn\"}");
    }

    public StreamBytes usage(int input, int output) {
        return event(
                "metadata",
                "{\"usage\":{\"inputTokens\":" + input + ",\"outputTokens\":" + output + ",\"totalTokens\":"
                        + (input + output) + "},\"metrics\":{\"latencyMs\":12}}");
    }

    public byte[] bytes() {
        return out.toByteArray();
    }
}
