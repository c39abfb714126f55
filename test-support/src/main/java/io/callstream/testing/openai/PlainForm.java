package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes an answer as one JSON body. */
final class PlainForm {
    private PlainForm() {}

    static String chat(Answer answer) {
        ObjectNode root = head(answer, "chat.completion");
        ArrayNode choices = root.putArray("choices");
        for (int at = 0; at < answer.choices().size(); at++) {
            Choice choice = answer.choices().get(at);
            ObjectNode written = choices.addObject().put("index", at);
            message(written.putObject("message"), choice);
            written.putNull("logprobs").put("finish_reason", choice.finishReason());
        }
        root.set("usage", usage(answer));
        root.put("system_fingerprint", "fp_sim");
        return Json.text(root);
    }

    static String completion(Answer answer) {
        ObjectNode root = head(answer, "text_completion");
        ArrayNode choices = root.putArray("choices");
        for (int at = 0; at < answer.choices().size(); at++) {
            Choice choice = answer.choices().get(at);
            choices.addObject()
                    .put("text", choice.text())
                    .put("index", at)
                    .putNull("logprobs")
                    .put("finish_reason", choice.finishReason());
        }
        root.set("usage", usage(answer));
        return Json.text(root);
    }

    static ObjectNode head(Answer answer, String object) {
        return Json.object()
                .put("id", answer.id())
                .put("object", object)
                .put("created", answer.created())
                .put("model", answer.model());
    }

    static ObjectNode usage(Answer answer) {
        ObjectNode usage = Json.object()
                .put("prompt_tokens", answer.promptTokens())
                .put("completion_tokens", answer.completionTokens())
                .put("total_tokens", answer.promptTokens() + answer.completionTokens());
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
        usage.putObject("completion_tokens_details").put("reasoning_tokens", 0).put("audio_tokens", 0);
        return usage;
    }

    private static void message(ObjectNode message, Choice choice) {
        message.put("role", "assistant");
        if (choice.toolCalls().isEmpty()) {
            message.put("content", choice.text());
        } else {
            message.putNull("content");
            ArrayNode calls = message.putArray("tool_calls");
            for (ToolCall call : choice.toolCalls()) {
                calls.addObject()
                        .put("id", call.id())
                        .put("type", "function")
                        .putObject("function")
                        .put("name", call.name())
                        .put("arguments", call.arguments());
            }
        }
        message.putNull("refusal");
    }
}
