package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.testing.reply.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * The Responses API: a request as the chat that the simulated model understands, and its answer as one body or as events. A response is kept
 * by nobody.
 */
final class ResponsesForm {
    private final Answer answer;
    private final Choice choice;
    private final List<Piece> pieces = new ArrayList<>();

    private ResponsesForm(Answer answer) {
        this.answer = answer;
        this.choice = answer.choices().get(0);
    }

    /** What a chat would have asked. */
    static ObjectNode chat(ObjectNode body) {
        ObjectNode chat = body.deepCopy();
        ArrayNode messages = chat.putArray("messages");
        JsonNode input = body.path("input");
        if (input.isTextual()) {
            messages.addObject().put("role", "user").put("content", input.textValue());
        } else {
            input.forEach(item -> messages.add(message(item)));
        }
        ArrayNode tools = chat.putArray("tools");
        body.path("tools")
                .forEach(tool -> tools.addObject().put("type", "function").set("function", tool));
        JsonNode choice = body.path("tool_choice");
        if (choice.isObject()) {
            chat.putObject("tool_choice")
                    .putObject("function")
                    .put("name", choice.path("name").asText());
        }
        if (body.hasNonNull("max_output_tokens")) {
            chat.put("max_completion_tokens", body.path("max_output_tokens").asInt());
        }
        JsonNode format = body.path("text").path("format");
        if (format.isObject()) {
            ObjectNode asked = chat.putObject("response_format");
            asked.put("type", format.path("type").asText()).set("json_schema", format);
        }
        return chat;
    }

    private static JsonNode message(JsonNode item) {
        boolean result = item.path("type").asText().equals("function_call_output");
        ObjectNode message = item.deepCopy();
        return result ? message.put("role", "tool") : message;
    }

    static String plain(Answer answer) {
        return Json.text(new ResponsesForm(answer).response(true));
    }

    /** Without {@code [DONE]}, as this API ends its streams. */
    static List<Piece> stream(Answer answer) {
        ResponsesForm form = new ResponsesForm(answer);
        form.event("response.created", event -> event.set("response", form.response(false)));
        form.event("response.in_progress", event -> event.set("response", form.response(false)));
        if (form.choice.toolCalls().isEmpty()) {
            form.text();
        } else {
            form.calls();
        }
        String end = form.cut() ? "response.incomplete" : "response.completed";
        form.event(end, event -> event.set("response", form.response(true)));
        return form.pieces;
    }

    private interface Fields {
        void put(ObjectNode event);
    }

    private void event(String type, Fields fields) {
        ObjectNode event = Json.object().put("type", type).put("sequence_number", pieces.size());
        fields.put(event);
        String frame = "event: " + type + "\ndata: " + Json.text(event) + "\n\n";
        pieces.add(frame.contains(Piece.STAMP) ? Piece.stamped(frame) : Piece.of(frame));
    }

    private boolean cut() {
        return choice.finishReason().equals("length");
    }

    private void text() {
        event(
                "response.output_item.added",
                event -> event.put("output_index", 0).set("item", message("in_progress", false)));
        event("response.content_part.added", event -> place(event).set("part", part("")));
        for (String token : choice.tokens()) {
            event(
                    "response.output_text.delta",
                    event -> place(event).put("delta", token).putArray("logprobs"));
        }
        event(
                "response.output_text.done",
                event -> place(event).put("text", choice.text()).putArray("logprobs"));
        event("response.content_part.done", event -> place(event).set("part", part(choice.text())));
        event(
                "response.output_item.done",
                event -> event.put("output_index", 0).set("item", message("completed", true)));
    }

    private ObjectNode place(ObjectNode event) {
        return event.put("item_id", itemId(0)).put("output_index", 0).put("content_index", 0);
    }

    private void calls() {
        for (int at = 0; at < choice.toolCalls().size(); at++) {
            int index = at;
            ToolCall call = choice.toolCalls().get(at);
            event(
                    "response.output_item.added",
                    event -> event.put("output_index", index).set("item", call(call, index, "in_progress", "")));
            for (String fragment : call.fragments()) {
                event(
                        "response.function_call_arguments.delta",
                        event -> event.put("item_id", itemId(index))
                                .put("output_index", index)
                                .put("delta", fragment));
            }
            event(
                    "response.function_call_arguments.done",
                    event -> event.put("item_id", itemId(index))
                            .put("output_index", index)
                            .put("name", call.name())
                            .put("arguments", call.arguments()));
            event(
                    "response.output_item.done",
                    event -> event.put("output_index", index)
                            .set("item", call(call, index, "completed", call.arguments())));
        }
    }

    private String itemId(int index) {
        return "item_" + answer.id() + "_" + index;
    }

    private ObjectNode message(String status, boolean whole) {
        ObjectNode message = Json.object()
                .put("id", itemId(0))
                .put("type", "message")
                .put("status", status)
                .put("role", "assistant");
        ArrayNode content = message.putArray("content");
        if (whole) {
            content.add(part(choice.text()));
        }
        return message;
    }

    private static ObjectNode part(String text) {
        ObjectNode part = Json.object().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        part.putArray("logprobs");
        return part;
    }

    private ObjectNode call(ToolCall call, int index, String status, String arguments) {
        return Json.object()
                .put("id", itemId(index))
                .put("type", "function_call")
                .put("status", status)
                .put("call_id", call.id())
                .put("name", call.name())
                .put("arguments", arguments);
    }

    private ObjectNode response(boolean whole) {
        ObjectNode response = Json.object()
                .put("id", "resp_" + answer.id())
                .put("object", "response")
                .put("created_at", answer.created())
                .put("status", !whole ? "in_progress" : cut() ? "incomplete" : "completed")
                .putNull("error")
                .putNull("instructions")
                .put("model", answer.model())
                .put("parallel_tool_calls", true)
                .put("temperature", 1.0)
                .put("tool_choice", "auto")
                .put("top_p", 1.0);
        response.putObject("metadata");
        response.putArray("tools");
        if (whole && cut()) {
            response.putObject("incomplete_details").put("reason", "max_output_tokens");
        } else {
            response.putNull("incomplete_details");
        }
        output(response.putArray("output"), whole);
        if (whole) {
            usage(response.putObject("usage"));
        }
        return response;
    }

    private void output(ArrayNode output, boolean whole) {
        if (whole && choice.toolCalls().isEmpty()) {
            output.add(message("completed", true));
        } else if (whole) {
            for (int at = 0; at < choice.toolCalls().size(); at++) {
                ToolCall call = choice.toolCalls().get(at);
                output.add(call(call, at, "completed", call.arguments()));
            }
        }
    }

    private void usage(ObjectNode usage) {
        usage.put("input_tokens", answer.promptTokens());
        usage.putObject("input_tokens_details").put("cached_tokens", 0).put("cache_write_tokens", 0);
        usage.put("output_tokens", answer.completionTokens());
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        usage.put("total_tokens", answer.promptTokens() + answer.completionTokens());
    }
}
