package io.callstream.sink.helicone;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.calls.EndedCall;

/** What the gateway knows of a call's tokens, in the form of OpenAI's {@code usage}. */
final class Tokens {
    private Tokens() {}

    /** Empty when nothing is known. */
    static ObjectNode of(EndedCall call) {
        ObjectNode usage = JsonNodeFactory.instance.objectNode();
        put(call, "prompt_tokens", usage, "prompt_tokens");
        put(call, "completion_tokens", usage, "completion_tokens");
        put(call, "total_tokens", usage, "total_tokens");
        details(call, usage, "prompt_tokens_details", "cached_tokens", "cache_read_tokens", "prompt_audio_tokens");
        details(
                call,
                usage,
                "completion_tokens_details",
                "reasoning_tokens",
                "reasoning_tokens",
                "completion_audio_tokens");
        return usage;
    }

    private static void details(
            EndedCall call, ObjectNode usage, String name, String first, String column, String audioColumn) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        put(call, column, details, first);
        put(call, audioColumn, details, "audio_tokens");
        if (!details.isEmpty()) {
            usage.set(name, details);
        }
    }

    private static void put(EndedCall call, String column, ObjectNode to, String name) {
        call.count(column).ifPresent(tokens -> to.put(name, tokens));
    }
}
