package io.callstream.gateway.prompt;

import io.callstream.gateway.config.OpenAiParameters;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a prompt as Humanloop gives it: {@code template} is a text, a message or a list of messages, {@code model} the model;
 * of the rest those count that are parameters of OpenAI's chats and are said.
 */
final class HumanloopForm {
    private HumanloopForm() {}

    static PromptTemplate read(Slice body) throws InvalidJsonException {
        Map<String, String> fields = PromptJson.fields(body);
        Map<String, String> parameters = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (OpenAiParameters.ofChats(name) && !PromptJson.isNull(value) && !isUnbounded(name, value)) {
                parameters.put(name, value);
            }
        });
        String version = PromptJson.text(fields.get("version_id"));
        String model = PromptJson.text(fields.get("model"));
        return new PromptTemplate(
                parts(fields.get("template")), version, model, parameters, PromptTemplate.weightOf(body.length()));
    }

    /** Humanloop's word for as many tokens as there can be, which OpenAI refuses. */
    private static boolean isUnbounded(String name, String value) {
        return name.equals("max_tokens") && value.equals("-1");
    }

    private static List<PromptTemplate.Part> parts(@Nullable String template) throws InvalidJsonException {
        Slice json = Slice.of(template == null ? "null" : template);
        JsonCursor cursor = new JsonCursor(json);
        List<PromptTemplate.Part> parts = new ArrayList<>();
        JsonKind kind = cursor.peek();
        if (kind == JsonKind.STRING) {
            parts.add(new PromptTemplate.Part.Message(MessageTemplates.of("user", cursor.string())));
        } else if (kind == JsonKind.OBJECT) {
            parts.add(new PromptTemplate.Part.Message(MessageTemplates.of(json)));
        } else {
            cursor.beginArray();
            while (cursor.nextElement()) {
                parts.add(new PromptTemplate.Part.Message(MessageTemplates.of(json.part(cursor.skip()))));
            }
        }
        return parts;
    }
}
