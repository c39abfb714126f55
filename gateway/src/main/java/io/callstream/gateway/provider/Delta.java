package io.callstream.gateway.provider;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** The next piece of an answer, in which every client API and every dialect meet. A plain answer is one of few large pieces. */
public sealed interface Delta {
    /** The answer begins. */
    record Begin(String id, String model) implements Delta {
        /** Of an answer that does not say what it is called, or said so in a part that did not come. */
        public static final Begin NAMELESS = new Begin("", "");
    }

    /** Whether it can only come in an answer that has begun. */
    default boolean isContent() {
        return !(this instanceof Begin) && !(this instanceof Failure);
    }

    record Text(String text) implements Delta {}

    record Reasoning(String text) implements Delta {}

    /** The reasoning since the last one of these is whole; some providers take it back in a later turn with this only. */
    record ReasoningSignature(String signature) implements Delta {}

    /** Reasoning that only its provider can read. */
    record HiddenReasoning(String data) implements Delta {}

    /**
     * A part of a tool call.
     *
     * @param index counts the calls of the answer
     * @param id and
     * @param name in the first part; null in the later ones
     * @param arguments the next piece of the arguments' JSON; a call without arguments may have none
     */
    record ToolCall(
            int index, @Nullable String id, @Nullable String name, String arguments) implements Delta {
        /** With what follows it. */
        public ToolCall and(ToolCall more) {
            return new ToolCall(index, id, name, arguments + more.arguments());
        }

        /** With arguments that are JSON: clients read them, also those of a call without any. */
        public ToolCall whole() {
            return arguments.isBlank() ? new ToolCall(index, id, name, NO_ARGUMENTS) : this;
        }
    }

    /** The arguments of a call without any. */
    String NO_ARGUMENTS = "{}";

    /**
     * What the call used. A negative number is one that the provider does not report.
     *
     * @param prompt with what was read from the provider's cache and written to it
     * @param cacheRead and
     * @param cacheCreation are parts of the prompt
     * @param reasoning a part of the completion
     * @param special what only some providers tell
     */
    record Tokens(long prompt, long completion, long cacheRead, long cacheCreation, long reasoning, Special special)
            implements Delta {
        private static final long UNTOLD = -1;

        public Tokens(long prompt, long completion, long cacheRead, long cacheCreation, long reasoning) {
            this(prompt, completion, cacheRead, cacheCreation, reasoning, Special.UNTOLD);
        }

        public Tokens(long prompt, long completion) {
            this(prompt, completion, UNTOLD, UNTOLD, UNTOLD);
        }

        /** How the call was served, see {@link io.callstream.gateway.usage.TierWords}; null when it is not told. */
        public @Nullable String tier() {
            return special.tier();
        }

        public Tokens with(Special itsOwn) {
            return new Tokens(prompt, completion, cacheRead, cacheCreation, reasoning, itsOwn);
        }
    }

    /**
     * Of what a call used, what has a price of its own with some providers.
     *
     * @param cacheCreationLong the part of what was written to the cache that is kept for an hour
     * @param promptAudio a part of the prompt
     * @param completionImage a part of the completion
     * @param tier how the call was served
     */
    record Special(
            long cacheCreationLong,
            long promptAudio,
            long completionImage,
            @Nullable String tier) {
        /** Nothing of it is told. */
        public static final Special UNTOLD = new Special(-1, -1, -1, null);

        public static Special keptLong(long tokens) {
            return new Special(tokens, -1, -1, null);
        }

        public static Special served(@Nullable String tier) {
            return new Special(-1, -1, -1, tier);
        }

        public Special as(@Nullable String itsTier) {
            return new Special(cacheCreationLong, promptAudio, completionImage, itsTier);
        }
    }

    /**
     * A picture that was drawn.
     *
     * @param mediaType such as {@code image/png}
     * @param base64 its bytes
     */
    record Image(String mediaType, String base64) implements Delta {}

    /** What a part of the answer rests on, as its provider says it. */
    record Citation(JsonValue.Obj citation) implements Delta {}

    /**
     * The embedding of one text.
     *
     * @param index of the text in the request
     * @param vector numbers as the provider wrote them
     */
    record Embedding(int index, JsonValue.Arr vector) implements Delta {}

    /** @param reason in OpenAI's words: stop, length, tool_calls, content_filter */
    record Finish(String reason) implements Delta {}

    /**
     * The provider says that it has failed.
     *
     * @param status the HTTP status that its error stands for
     * @param kind what it is, where more of it is known than the status; null for what the status says
     */
    record Failure(int status, String message, @Nullable GatewayError kind) implements Delta {
        private static final String WORDLESS = "The provider says no more than that it failed.";
        private static final Failure UNFINISHED = new Failure(
                GatewayError.STREAM_INTERRUPTED.httpStatus(),
                "The provider's stream ended in its middle.",
                GatewayError.STREAM_INTERRUPTED);

        public Failure(int status, String message) {
            this(status, message, null);
        }

        /** @param words the provider's own; null when it has none that its form knows */
        public static Failure of(int status, @Nullable String words) {
            return new Failure(status, words == null ? WORDLESS : words);
        }

        /** Not what the provider says, but what is missing: its stream ended before the answer did. */
        public static Failure unfinished() {
            return UNFINISHED;
        }

        /** Whether the provider's form had no words for it. */
        public boolean wordless() {
            return message.equals(WORDLESS);
        }

        /** The same in other words. */
        public Failure saying(String words) {
            return new Failure(status, words, kind);
        }

        /** What it is in the gateway's words. */
        public CallError error() {
            return new CallError(kind == null ? GatewayError.ofProviderStatus(status) : kind, message);
        }
    }
}
