package io.callstream.testing.openai;

import java.util.List;

/**
 * One choice of an answer: text or tool calls.
 *
 * @param tokens the text in the pieces a stream sends it in; empty if tools are called
 * @param finishReason {@code stop}, {@code length} or {@code tool_calls}
 */
record Choice(List<String> tokens, List<ToolCall> toolCalls, String finishReason) {

    static Choice text(List<String> tokens, boolean cutShort) {
        return new Choice(List.copyOf(tokens), List.of(), cutShort ? "length" : "stop");
    }

    static Choice tools(List<ToolCall> calls) {
        return new Choice(List.of(), List.copyOf(calls), "tool_calls");
    }

    String text() {
        return String.join("", tokens);
    }

    long tokenCount() {
        return tokens.size()
                + toolCalls.stream().mapToLong(call -> call.fragments().size()).sum();
    }
}
