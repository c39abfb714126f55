package io.callstream.gateway.dialect.responses;

import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.config.CallParameters;
import io.callstream.gateway.config.OpenAiParameters;
import io.callstream.gateway.dialect.request.KnownParameters;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a chat under the names of the Responses API; one that it has no counterpart of is an error, unless it asks for nothing. */
final class Parameters {
    private static final String MAX_TOKENS = "max_tokens";
    private static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";
    private static final String MAX_OUTPUT_TOKENS = "max_output_tokens";
    /** The same in both forms, or the Responses API's own, that clients may write into a chat. */
    private static final Set<String> SAME = Set.of(
            "temperature",
            "top_p",
            "top_logprobs",
            "metadata",
            "user",
            "safety_identifier",
            "service_tier",
            "prompt_cache_key",
            "prompt_cache_retention",
            "prompt_cache_options",
            "moderation",
            "context_management",
            "parallel_tool_calls",
            "include",
            "truncation",
            "background",
            "conversation",
            "prompt",
            "max_tool_calls",
            "previous_response_id",
            "reasoning",
            "tools",
            "tool_choice",
            "store");

    private static final KnownParameters OTHERS = KnownParameters.ofChats(
            "OpenAI's Responses API, by which this model is asked, has",
            Set.of(MAX_TOKENS, MAX_COMPLETION_TOKENS, "reasoning_effort"),
            KnownParameters.NO_PENALTIES);

    private final Map<String, JsonValue> said;
    private final boolean drops;

    Parameters(Map<String, JsonValue> said, boolean drops) {
        this.said = said;
        this.drops = drops;
    }

    /** @param text what the answer's text has to be, as far as it is known */
    void write(JsonObject body, JsonObject text) throws UnsupportedRequestException {
        for (Map.Entry<String, JsonValue> each : said.entrySet()) {
            String name = each.getKey();
            if (SAME.contains(name)) {
                body.with(name, each.getValue());
            } else if (!drops) {
                OTHERS.check(name, each.getValue());
            }
        }
        body.with(MAX_OUTPUT_TOKENS, first(MAX_COMPLETION_TOKENS, MAX_TOKENS));
        body.with("reasoning", reasoning());
        text.with("verbosity", said.get("verbosity"));
        if (!text.value().fields().isEmpty()) {
            body.with("text", text);
        }
        if (!said.containsKey("store")) {
            body.with("store", Boolean.FALSE); // as a chat is not kept either unless it says so
        }
    }

    /** An effort may be said with what else belongs to it, as in LiteLLM; the API's own field wins. */
    private @Nullable JsonValue reasoning() {
        JsonValue own = said.get("reasoning");
        JsonValue effort = said.get("reasoning_effort");
        if (effort == null || own != null && !(own instanceof JsonValue.Obj)) {
            return own;
        }
        JsonObject reasoning = new JsonObject();
        if (effort instanceof JsonValue.Obj whole) {
            whole.fields().forEach(reasoning::with);
        } else {
            reasoning.with("effort", effort);
        }
        if (own instanceof JsonValue.Obj object) {
            object.fields().forEach(reasoning::with);
        }
        return reasoning.value();
    }

    private @Nullable JsonValue first(String name, String otherwise) {
        return said.get(name) == null ? said.get(otherwise) : said.get(name);
    }

    /** What a deployment says of chats, as far as it can be said in a body of the Responses API. */
    static CallParameters ofResponses(CallParameters chats) {
        Set<String> dropped = new HashSet<>();
        chats.dropped().forEach(name -> dropped.add(name(name)));
        return new CallParameters(
                chats.headers(), renamed(chats.defaults()), renamed(chats.forced()), dropped, chats.mock());
    }

    private static Map<String, String> renamed(Map<String, String> fields) {
        Map<String, String> renamed = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (!OpenAiParameters.ofChats(name) || !name(name).equals(name) || SAME.contains(name)) {
                renamed.put(name(name), value);
            }
        });
        return renamed;
    }

    private static String name(String chats) {
        return chats.equals(MAX_TOKENS) || chats.equals(MAX_COMPLETION_TOKENS) ? MAX_OUTPUT_TOKENS : chats;
    }
}
