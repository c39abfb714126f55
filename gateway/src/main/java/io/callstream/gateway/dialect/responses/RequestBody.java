package io.callstream.gateway.dialect.responses;

import io.callstream.gateway.chat.ChatReader;
import io.callstream.gateway.chat.ChatRequest;
import io.callstream.gateway.chat.OutputFormat;
import io.callstream.gateway.chat.Tool;
import io.callstream.gateway.chat.ToolChoice;
import io.callstream.gateway.chat.Tools;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a request for a chat completion in the form of the Responses API. Tools of the provider's own stay as they are. */
record RequestBody(String model, boolean stream, boolean drops) {
    private static final JsonValue NO_PARAMETERS = new JsonObject()
            .with("type", "object")
            .with("properties", new JsonObject())
            .value();

    String of(Slice openAi) throws UnsupportedRequestException {
        List<JsonValue> providers = new ArrayList<>();
        ChatRequest chat = ChatReader.read(withoutProviders(openAi, providers));
        JsonObject body = new JsonObject().with("model", model).with("input", InputWriter.write(chat.messages()));
        if (stream) {
            body.with("stream", Boolean.TRUE);
        }
        tools(chat.tools(), providers, body);
        new Parameters(chat.parameters(), drops).write(body, format(chat.format()));
        return body.toString();
    }

    /** Only the provider knows its own tools. */
    private static Slice withoutProviders(Slice openAi, List<JsonValue> providers) throws UnsupportedRequestException {
        try {
            if (!(JsonValue.read(openAi) instanceof JsonValue.Obj body)
                    || !(body.get("tools") instanceof JsonValue.Arr)) {
                return openAi;
            }
            List<JsonValue> functions = new ArrayList<>();
            for (JsonValue each : body.list("tools")) {
                boolean own = each instanceof JsonValue.Obj tool
                        && tool.text("type") != null
                        && !"function".equals(tool.text("type"));
                (own ? providers : functions).add(each);
            }
            Map<String, JsonValue> fields = new LinkedHashMap<>(body.fields());
            fields.put("tools", new JsonValue.Arr(functions));
            return providers.isEmpty() ? openAi : Slice.of(new JsonValue.Obj(fields).toString());
        } catch (InvalidJsonException e) {
            throw new UnsupportedRequestException(null, "The request body is no JSON: " + e.getMessage());
        }
    }

    private static void tools(Tools tools, List<JsonValue> providers, JsonObject body) {
        List<JsonValue> all = new ArrayList<>();
        tools.all().forEach(each -> all.add(tool(each)));
        all.addAll(providers);
        if (!all.isEmpty()) {
            body.with("tools", all);
        }
        choice(tools.choice(), body);
        body.with("parallel_tool_calls", tools.parallel());
    }

    /** Here a function is strict unless it says otherwise. */
    private static JsonValue tool(Tool tool) {
        return new JsonObject()
                .with("type", "function")
                .with("name", tool.name())
                .with("description", tool.description())
                .with("parameters", tool.parameters() == null ? NO_PARAMETERS : tool.parameters())
                .with("strict", tool.strict())
                .value();
    }

    private static void choice(ToolChoice choice, JsonObject body) {
        if (choice instanceof ToolChoice.Named named) {
            body.with("tool_choice", new JsonObject().with("type", "function").with("name", named.tool()));
        } else if (!(choice instanceof ToolChoice.Unsaid)) {
            body.with(
                    "tool_choice",
                    choice instanceof ToolChoice.Auto
                            ? "auto"
                            : choice instanceof ToolChoice.None ? "none" : "required");
        }
    }

    private static JsonObject format(OutputFormat format) {
        JsonObject text = new JsonObject();
        if (format instanceof OutputFormat.Schema schema) {
            text.with("format", named(schema));
        } else if (format instanceof OutputFormat.AnyJson) {
            text.with("format", new JsonObject().with("type", "json_object"));
        }
        return text;
    }

    private static JsonObject named(OutputFormat.Schema schema) {
        return new JsonObject()
                .with("type", "json_schema")
                .with("name", schema.name())
                .with("schema", schema.schema())
                .with("strict", schema.strict());
    }
}
