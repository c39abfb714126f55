package io.callstream.gateway.dialect.responses;

import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.usage.TierWords;
import io.callstream.gateway.usage.TokenNumber;
import io.callstream.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What responses say, and how what they say is called in OpenAI's chats. */
public final class ResponseAnswers {
    /** Between the parts of a summary, which chats do not tell apart. */
    static final String PART_END = "\n\n";

    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNKNOWN_FAILURE = 500;
    /** Of errors that the request is the cause of: those of the API's list, and two that come outside of it. */
    private static final Set<String> REQUESTS = Set.of(
            "invalid_prompt",
            "data_residency_mismatch",
            "bio_policy",
            "invalid_image",
            "invalid_image_format",
            "invalid_base64_image",
            "invalid_image_url",
            "image_too_large",
            "image_too_small",
            "image_parse_error",
            "image_content_policy_violation",
            "invalid_image_mode",
            "image_file_too_large",
            "unsupported_image_media_type",
            "empty_image_file",
            "failed_to_download_image",
            "image_file_not_found",
            "invalid_request_error",
            "context_length_exceeded");

    private ResponseAnswers() {}

    /** Reads a whole response. */
    public static void read(JsonValue.Obj response, Consumer<Delta> deltas) {
        if ("failed".equals(response.text("status"))) {
            deltas.accept(failure(response.object("error"), 0));
            return;
        }
        deltas.accept(begin(response));
        end(response, items(response, deltas) > 0, deltas);
    }

    /** How many of them call a tool. */
    private static int items(JsonValue.Obj response, Consumer<Delta> deltas) {
        int calls = 0;
        for (JsonValue each : response.list("output")) {
            if (each instanceof JsonValue.Obj item) {
                calls += item(item, calls, deltas);
            }
        }
        return calls;
    }

    static Delta begin(JsonValue.Obj response) {
        String id = response.text("id");
        String model = response.text("model");
        return new Delta.Begin(id == null ? "" : id, model == null ? "" : model);
    }

    /** How many calls of functions it was. Items of the provider's own tools are not for another form. */
    private static int item(JsonValue.Obj item, int calls, Consumer<Delta> deltas) {
        String type = item.text("type");
        switch (type == null ? "" : type) {
            case "message" -> text(item, deltas);
            case "reasoning" -> thought(item, false, deltas);
            case "function_call" -> {
                String arguments = item.text("arguments");
                deltas.accept(new Delta.ToolCall(
                        calls, item.text("call_id"), item.text("name"), arguments == null ? "" : arguments));
                return 1;
            }
            default -> {
                // Nothing of it can be said in another form.
            }
        }
        return 0;
    }

    static void text(JsonValue.Obj message, Consumer<Delta> deltas) {
        for (JsonValue each : message.list("content")) {
            JsonValue.Obj part = each instanceof JsonValue.Obj object ? object : null;
            String text = part == null ? null : part.text("text");
            String said = part != null && text == null ? part.text("refusal") : text;
            if (said != null && !said.isEmpty()) {
                deltas.accept(new Delta.Text(said));
            }
        }
    }

    private static String thought(JsonValue.Obj item) {
        List<JsonValue> summary = item.list("summary");
        return (summary.isEmpty() ? item.list("content") : summary)
                .stream()
                        .map(part -> part instanceof JsonValue.Obj object ? object.text("text") : null)
                        .map(text -> text == null ? "" : text)
                        .collect(Collectors.joining(PART_END));
    }

    /** @param said whether its words have come before */
    static void thought(JsonValue.Obj item, boolean said, Consumer<Delta> deltas) {
        String thought = said ? "" : thought(item);
        if (!thought.isEmpty()) {
            deltas.accept(new Delta.Reasoning(thought));
        }
        sealed(item, said || !thought.isEmpty(), deltas);
    }

    /**
     * What only the provider can read of a reasoning item.
     *
     * @param said whether some of it was said in words
     */
    private static void sealed(JsonValue.Obj item, boolean said, Consumer<Delta> deltas) {
        String sealed = item.text("encrypted_content");
        if (sealed != null && !sealed.isEmpty()) {
            deltas.accept(said ? new Delta.ReasoningSignature(sealed) : new Delta.HiddenReasoning(sealed));
        }
    }

    /** How a response ended, and what it used. */
    static void end(JsonValue.Obj response, boolean calls, Consumer<Delta> deltas) {
        deltas.accept(new Delta.Finish(finishReason(response, calls)));
        JsonValue.Obj usage = response.object("usage");
        if (usage != null) {
            deltas.accept(tokens(usage).with(Delta.Special.served(TierWords.in(response))));
        }
    }

    /** In the words of chats. */
    public static String finishReason(JsonValue.Obj response, boolean calls) {
        JsonValue.Obj details = response.object("incomplete_details");
        String reason = details == null ? null : details.text("reason");
        if ("content_filter".equals(reason)) {
            return "content_filter";
        }
        if (reason != null || "incomplete".equals(response.text("status"))) {
            return "length";
        }
        return calls ? "tool_calls" : "stop";
    }

    static Delta.Tokens tokens(JsonValue.Obj usage) {
        JsonValue.Obj input = usage.object("input_tokens_details");
        JsonValue.Obj output = usage.object("output_tokens_details");
        return new Delta.Tokens(
                TokenNumber.of(usage, "input_tokens", 0),
                TokenNumber.of(usage, "output_tokens", 0),
                input == null ? -1 : TokenNumber.of(input, "cached_tokens", -1),
                input == null ? -1 : TokenNumber.of(input, "cache_write_tokens", -1),
                output == null ? -1 : TokenNumber.of(output, "reasoning_tokens", -1));
    }

    /** @param status of the answer; 0 where the error's code says it */
    static Delta.Failure failure(JsonValue.@Nullable Obj error, int status) {
        String code = error == null ? null : error.text("code");
        String message = error == null ? null : error.text("message");
        return Delta.Failure.of(status > 0 ? status : status(code == null ? "" : code), message);
    }

    private static int status(String code) {
        return code.equals("rate_limit_exceeded")
                ? TOO_MANY_REQUESTS
                : REQUESTS.contains(code) ? BAD_REQUEST : UNKNOWN_FAILURE;
    }
}
