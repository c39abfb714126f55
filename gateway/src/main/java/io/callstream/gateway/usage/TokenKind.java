package io.callstream.gateway.usage;

import io.callstream.json.JsonCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What providers count, by the names it goes under. The same number under two names of one kind is one number; kinds
 * are told apart where a name also says what else the number holds.
 */
enum TokenKind {
    /** The prompt, as OpenAI calls it. */
    PROMPT("prompt_tokens"),
    /** The prompt under other names: Anthropic's, Bedrock's and Cohere's do not hold what its cache did. */
    INPUT(
            "input_tokens",
            "promptTokens",
            "inputTokens",
            "input_token_count",
            "inputTokenCount",
            "prompt_token_count",
            "promptTokenCount"),
    /** The completion, as OpenAI calls it. */
    COMPLETION("completion_tokens"),
    /** The completion under other names. */
    OUTPUT(
            "output_tokens",
            "completionTokens",
            "outputTokens",
            "output_token_count",
            "outputTokenCount",
            "candidates_token_count",
            "candidatesTokenCount",
            "generated_tokens"),
    TOTAL("total_tokens", "totalTokens", "total_token_count", "totalTokenCount"),
    /** A part of the prompt. */
    CACHE_READ(
            "cached_tokens",
            "cachedTokens",
            "prompt_cache_hit_tokens",
            "cached_content_token_count",
            "cachedContentTokenCount"),
    /** Anthropic's and Bedrock's, which stands beside the prompt with them and is a part of it with most others. */
    READ_BESIDE("cache_read_input_tokens", "cacheReadInputTokens", "cacheReadInputTokenCount"),
    /** What is left of the prompt without {@link #CACHE_READ}. */
    CACHE_MISS("prompt_cache_miss_tokens"),
    /** A part of the prompt. */
    CACHE_CREATION("cache_creation_tokens", "cache_write_tokens"),
    /** As {@link #READ_BESIDE}. */
    CREATION_BESIDE(
            "cache_creation_input_tokens",
            "cacheCreationInputTokens",
            "cacheWriteInputTokens",
            "cacheWriteInputTokenCount"),
    /** Anthropic's parts of what was written to the cache. */
    CREATION_SHORT("ephemeral_5m_input_tokens"),
    CREATION_LONG("ephemeral_1h_input_tokens"),
    /** A part of the completion, unless the total says otherwise. */
    REASONING("reasoning_tokens", "reasoningTokens", "thinking_tokens"),
    /** Gemini's, which stands beside the completion. */
    THOUGHTS("thoughts_token_count", "thoughtsTokenCount"),
    /** Gemini's, which stands beside the prompt. */
    TOOL_PROMPT("tool_use_prompt_token_count", "toolUsePromptTokenCount"),
    PROMPT_AUDIO("prompt_audio_tokens", "input_audio_tokens"),
    COMPLETION_AUDIO("completion_audio_tokens", "output_audio_tokens"),
    PROMPT_IMAGE,
    COMPLETION_IMAGE;

    private static final byte[] AUDIO = ascii("audio_tokens");
    private static final byte[] IMAGE = ascii("image_tokens");
    private static final Name[][] BY_LENGTH = byLength();

    private final List<String> names;

    TokenKind(String... names) {
        this.names = List.of(names);
    }

    private record Name(byte[] ascii, TokenKind kind) {}

    /**
     * What the field under way counts; null for anything else.
     *
     * @param side whether {@code audio_tokens} and {@code image_tokens} are the prompt's or the completion's here
     */
    static @Nullable TokenKind at(JsonCursor cursor, Side side) {
        int length = cursor.rawKey().length();
        if (length < BY_LENGTH.length) {
            for (Name name : BY_LENGTH[length]) {
                if (cursor.keyIs(name.ascii())) {
                    return name.kind();
                }
            }
        }
        return cursor.keyIs(AUDIO) ? side.audio : cursor.keyIs(IMAGE) ? side.image : null;
    }

    /** Which part of a call details are about. */
    enum Side {
        PROMPT(PROMPT_AUDIO, PROMPT_IMAGE),
        COMPLETION(COMPLETION_AUDIO, COMPLETION_IMAGE);

        private final TokenKind audio;
        private final TokenKind image;

        Side(TokenKind audio, TokenKind image) {
            this.audio = audio;
            this.image = image;
        }
    }

    private static Name[][] byLength() {
        List<List<Name>> lists = new ArrayList<>();
        for (TokenKind kind : values()) {
            for (String name : kind.names) {
                while (lists.size() <= name.length()) {
                    lists.add(new ArrayList<>());
                }
                lists.get(name.length()).add(new Name(ascii(name), kind));
            }
        }
        return lists.stream().map(each -> each.toArray(new Name[0])).toArray(Name[][]::new);
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
