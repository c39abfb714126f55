package io.callstream.gateway.api.openai;

import io.callstream.gateway.error.JsonText;
import io.callstream.gateway.provider.Delta;

/** Pieces of answers as OpenAI's form writes them, in streams and in plain answers alike. */
final class DeltaJson {
    private DeltaJson() {}

    static String usage(Delta.Tokens tokens) {
        return "{\"prompt_tokens\":" + tokens.prompt() + ",\"completion_tokens\":" + tokens.completion()
                + ",\"total_tokens\":" + (tokens.prompt() + tokens.completion()) + "}";
    }

    /** @param indexed as in streams, whose parts say which call they belong to */
    static String toolCall(Delta.ToolCall call, boolean indexed) {
        String id = call.id() == null ? "" : "\"id\":" + JsonText.quoted(call.id()) + ",\"type\":\"function\",";
        String name = call.name() == null ? "" : "\"name\":" + JsonText.quoted(call.name()) + ",";
        return "{" + (indexed ? "\"index\":" + call.index() + "," : "") + id + "\"function\":{" + name
                + "\"arguments\":" + JsonText.quoted(call.arguments()) + "}}";
    }
}
