package io.callstream.gateway.call.pair;

import io.callstream.json.JsonValue;
import java.util.List;

/**
 * What a model said, whatever form it was said in.
 *
 * @param finish in the words of chat completions
 * @param prompt tokens, with those from the cache
 * @param completion tokens, with those of reasoning
 */
record Said(String text, String reasoning, List<Use> tools, String finish, long prompt, long completion) {
    /** A call of a tool. */
    record Use(String name, JsonValue arguments) {}

    /** As it is after a client has read numbers, of which it keeps the value and not how they were written. */
    Said read() {
        List<Use> read = tools.stream()
                .map(use -> new Use(
                        use.name(), Json.value(use.arguments().toString().replaceAll("(\\.\\d+?)0+(?=[,}\\]])", "$1"))))
                .toList();
        return new Said(text, reasoning, read, finish, prompt, completion);
    }

    /** The same tokens, where the end and the tools stand somewhere else. */
    Said with(String otherFinish) {
        return new Said(text, reasoning, tools, otherFinish, prompt, completion);
    }
}
