package io.callstream.testing.events;

import java.time.Instant;
import java.util.List;

/** What a sample call's client and provider wrote: JSON with escapes and multi-byte characters in it. */
record SampleBodies(int number, Instant startedAt) {
    static final String MODEL = "gpt-4o-mini";
    static final String RESPONSE_MODEL = MODEL + "-2024-07-18";
    static final List<String> WORDS = List.of("Grüezi", " from", " Zürich");
    static final long PROMPT_TOKENS = 24;
    static final long COMPLETION_TOKENS = 3;

    String request() {
        return """
            {"model":"%s","temperature":0.2,"messages":[{"role":"system","content":"Be brief."},\
            {"role":"user","content":"Greet reader %d, please. \\"Now\\" 🚀"}]%s}""".formatted(MODEL, number, streamed() ? ",\"stream\":true" : "");
    }

    /** Odd calls are streamed. */
    boolean streamed() {
        return number % 2 == 1;
    }

    String responseId() {
        return "chatcmpl-sample-" + number;
    }

    String response() {
        return """
            {"id":"%s","object":"chat.completion","created":%d,"model":"%s","choices":[{"index":0,"message":\
            {"role":"assistant","content":"%s"},"finish_reason":"stop"}],"usage":{"prompt_tokens":%d,\
            "completion_tokens":%d,"total_tokens":%d}}""".formatted(
                        responseId(),
                        startedAt.getEpochSecond(),
                        RESPONSE_MODEL,
                        String.join("", WORDS),
                        PROMPT_TOKENS,
                        COMPLETION_TOKENS,
                        PROMPT_TOKENS + COMPLETION_TOKENS);
    }

    String chunk(int index) {
        boolean last = index == WORDS.size() - 1;
        return """
            {"id":"%s","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"%s"},\
            "finish_reason":%s}]}""".formatted(responseId(), WORDS.get(index), last ? "\"stop\"" : "null");
    }
}
