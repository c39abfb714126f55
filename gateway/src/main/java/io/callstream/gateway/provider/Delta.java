package io.callstream.gateway.provider;

import org.jspecify.annotations.Nullable;

/** The next piece of an answer, in which every client API and every dialect meet. A plain answer is one of few large pieces. */
public sealed interface Delta {
    /** The answer begins. */
    record Begin(String id, String model) implements Delta {}

    record Text(String text) implements Delta {}

    record Reasoning(String text) implements Delta {}

    /**
     * A part of a tool call.
     *
     * @param index counts the calls of the answer
     * @param id and
     * @param name in the first part; null in the later ones
     * @param arguments the next piece of the arguments' JSON
     */
    record ToolCall(
            int index, @Nullable String id, @Nullable String name, String arguments) implements Delta {}

    record Tokens(long prompt, long completion) implements Delta {}

    /** @param reason in OpenAI's words: stop, length, tool_calls, content_filter */
    record Finish(String reason) implements Delta {}

    /**
     * The provider says that it has failed.
     *
     * @param status the HTTP status that its error stands for
     */
    record Failure(int status, String message) implements Delta {}
}
