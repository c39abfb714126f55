package io.callstream.sink.lunary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.calls.EndedCall;
import io.callstream.sink.json.EventTree;
import io.callstream.sink.json.Fitting;
import io.callstream.sink.json.PostgresText;
import java.util.List;

/** A call as the two events that make a run. For any thread. */
final class Run {
    /** Lunary keeps runs in PostgreSQL. */
    private final EventTree columns = EventTree.complete().with(new PostgresText());
    /** Bytes of a start or an end, of 20 MB in a request. */
    private static final int LARGEST = 4_000_000;

    List<ObjectNode> of(CallEvent event) {
        EndedCall call = EndedCall.of(event, columns);
        return List.of(fitting(start(call)), fitting(end(call)));
    }

    private static ObjectNode fitting(ObjectNode event) {
        Fitting.cut(event, LARGEST);
        return event;
    }

    private static ObjectNode start(EndedCall call) {
        ObjectNode start = event(call, "start");
        start.put("timestamp", call.start().toString());
        call.text("model", "model_group").ifPresent(model -> start.put("name", model));
        put(start, "input", call.input());
        call.text("end_user", "user_id").ifPresent(user -> start.put("userId", user));
        call.said("parent_run_id").ifPresent(parent -> start.put("parentRunId", parent));
        call.said("template_id").ifPresent(template -> start.put("templateId", template));
        start.set("tags", call.row().path("tags"));
        start.set("params", params(call));
        start.set("metadata", Facts.of(call));
        return start;
    }

    private static ObjectNode end(EndedCall call) {
        ObjectNode end = event(call, call.failed() ? "error" : "end");
        end.put("timestamp", call.end().toString());
        if (call.failed()) {
            end.putObject("error")
                    .put("message", call.row().path("message").asText())
                    .put("stack", call.row().path("error_code").asText());
            return end;
        }
        output(call, end);
        ObjectNode usage = JsonNodeFactory.instance.objectNode();
        call.count("prompt_tokens").ifPresent(tokens -> usage.put("prompt", tokens));
        call.count("completion_tokens").ifPresent(tokens -> usage.put("completion", tokens));
        call.count("cache_read_tokens").ifPresent(tokens -> usage.put("promptCached", tokens));
        if (!usage.isEmpty()) {
            end.set("tokensUsage", usage);
        }
        return end;
    }

    private static ObjectNode event(EndedCall call, String name) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("type", call.embedding() ? "embed" : "llm");
        event.put("event", name);
        event.put("runId", call.callId());
        event.put("runtime", "callstream");
        return event;
    }

    private static void output(EndedCall call, ObjectNode end) {
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        for (JsonNode choice : call.choices()) {
            messages.add(choice.has("message") ? choice.path("message") : choice.path("text"));
        }
        call.answerText().ifPresent(messages::add);
        if (!messages.isEmpty()) {
            end.set("output", messages.size() == 1 ? messages.get(0) : messages);
        }
    }

    private static ObjectNode params(EndedCall call) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        call.parameters().forEachRemaining(parameter -> params.set(parameter.getKey(), parameter.getValue()));
        put(params, "tools", call.request().path("tools"));
        return params;
    }

    static void put(ObjectNode json, String name, JsonNode value) {
        if (!value.isNull() && !value.isMissingNode()) {
            json.set(name, value);
        }
    }
}
