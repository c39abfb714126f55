package io.callstream.gateway.dialect.cohere;

import io.callstream.gateway.dialect.answer.PromptLimit;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.usage.TokenNumber;
import io.callstream.json.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What plain and streamed answers have in common. */
final class CohereAnswers {
    private static final Map<String, String> FINISH = Map.of(
            "COMPLETE", "stop",
            "STOP_SEQUENCE", "stop",
            "MAX_TOKENS", "length",
            "TOOL_CALL", "tool_calls",
            "ERROR_TOXIC", "content_filter"); // of version 1 only, as far as Cohere says
    private static final PromptLimit LIMIT = new PromptLimit("too many tokens");
    private static final int BAD_GATEWAY = 502;

    private CohereAnswers() {}

    /** In OpenAI's words; a reason that is new here ends the answer all the same. */
    static String finish(String reason) {
        return FINISH.getOrDefault(reason, "stop");
    }

    /** Whether the reason says that no answer came of it. */
    static boolean failed(String reason) {
        return reason.equals("ERROR") || reason.equals("TIMEOUT");
    }

    static Delta.Failure failed(String reason, @Nullable String error) {
        int status = reason.equals("TIMEOUT") ? 504 : BAD_GATEWAY;
        return new Delta.Failure(status, error == null ? "The provider ended the answer with " + reason + "." : error);
    }

    /** Null when it says none. What is billed, which leaves out what Cohere adds to a prompt; all tokens where that is not said. */
    static Delta.@Nullable Tokens tokens(JsonValue.@Nullable Obj usage) {
        JsonValue.Obj billed = usage == null ? null : usage.object("billed_units");
        JsonValue.Obj counted =
                usage != null && (billed == null || !ofTokens(billed)) ? usage.object("tokens") : billed;
        if (usage == null || counted == null) {
            return null;
        }
        long prompt = TokenNumber.of(counted, "input_tokens", 0);
        long cached =
                usage.get("cached_tokens") == null ? -1 : Math.min(prompt, TokenNumber.of(usage, "cached_tokens", 0));
        return new Delta.Tokens(prompt, TokenNumber.of(counted, "output_tokens", 0), cached, cached < 0 ? -1 : 0, -1);
    }

    private static boolean ofTokens(JsonValue.Obj units) {
        return units.get("input_tokens") != null || units.get("output_tokens") != null;
    }

    /** An error has a text where an answer has its message. */
    static boolean isError(JsonValue answer) {
        return answer instanceof JsonValue.Obj object && object.text("message") != null;
    }

    static Delta.Failure failure(@Nullable JsonValue answer, int status) {
        String message = answer instanceof JsonValue.Obj object ? object.text("message") : null;
        return LIMIT.told(Delta.Failure.of(status > 0 ? status : BAD_GATEWAY, message));
    }
}
