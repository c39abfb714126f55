package io.callstream.sink.otlp.genai;

import io.callstream.sink.otlp.span.CallEnd;
import java.util.Map;

/**
 * What kind of call it was.
 *
 * @param name the value of {@code gen_ai.operation.name}
 * @param requestType the value of {@code llm.request.type}, its forerunner
 */
record Operation(String name, String requestType) {
    private static final Map<String, Operation> BY_CALL_TYPE = Map.of(
            "chat_completion", new Operation("chat", "chat"),
            "responses", new Operation("chat", "chat"),
            "text_completion", new Operation("text_completion", "completion"),
            "embedding", new Operation("embeddings", "embedding"));

    /** Kinds without a well-known name keep the gateway's, as the convention allows. */
    static Operation of(CallEnd call) {
        String type = call.text("call_type").orElse("call");
        return BY_CALL_TYPE.getOrDefault(type, new Operation(type, type));
    }
}
