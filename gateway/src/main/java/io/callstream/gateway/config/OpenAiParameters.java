package io.callstream.gateway.config;

import java.util.List;
import java.util.Set;

/** The parameters of OpenAI's API, by the calls that take them. */
public final class OpenAiParameters {
    private static final Set<String> CHAT = Set.of(
            "audio",
            "frequency_penalty",
            "function_call",
            "functions",
            "logit_bias",
            "logprobs",
            "max_completion_tokens",
            "max_tokens",
            "modalities",
            "n",
            "parallel_tool_calls",
            "prediction",
            "presence_penalty",
            "prompt_cache_key",
            "prompt_cache_retention",
            "prompt_cache_options",
            "reasoning_effort",
            "response_format",
            "safety_identifier",
            "seed",
            "service_tier",
            "stop",
            "store",
            "temperature",
            "thinking",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "verbosity",
            "web_search_options");

    private static final Set<String> EMBEDDINGS = Set.of("dimensions", "encoding_format");

    private OpenAiParameters() {}

    /** Another name of the same parameter, which does not go along with it; the name itself when there is none. */
    public static String otherName(String name) {
        return switch (name) {
            case "max_tokens" -> "max_completion_tokens";
            case "max_completion_tokens" -> "max_tokens";
            default -> name;
        };
    }

    /** Whether chats take it. */
    public static boolean ofChats(String name) {
        return CHAT.contains(name);
    }

    /** All that chats take, sorted. */
    public static List<String> ofChats() {
        return CHAT.stream().sorted().toList();
    }

    static boolean has(String name) {
        return CHAT.contains(name) || EMBEDDINGS.contains(name) || name.equals("user");
    }

    /** Whether a deployment's default makes sense to an endpoint: what only another takes is not sent to it. */
    public static boolean suits(String name, Taker taker) {
        return switch (taker) {
            case TEXT -> !EMBEDDINGS.contains(name);
            case EMBEDDINGS -> !CHAT.contains(name);
            case OTHERS -> !CHAT.contains(name) && !EMBEDDINGS.contains(name);
        };
    }

    /** Kinds of endpoints, by the parameters that they take. */
    public enum Taker {
        TEXT,
        EMBEDDINGS,
        OTHERS
    }
}
