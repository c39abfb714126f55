package io.callstream.gateway.prompt;

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
 * Reads a prompt as Langfuse gives it: {@code {"type":"text","prompt":"…"}} or {@code {"type":"chat","prompt":[…]}}, with
 * {@code version} and {@code config}, of which {@code model} is the model and all else are parameters. For one answer.
 */
final class LangfuseForm {
    private static final String TYPE = "type";
    private static final String PLACEHOLDER = "placeholder";

    private final Slice body;
    private final JsonCursor cursor;
    private final List<PromptTemplate.Part> parts = new ArrayList<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private @Nullable String version;
    private @Nullable String model;
    private boolean found;

    private LangfuseForm(Slice body) {
        this.body = body;
        this.cursor = new JsonCursor(body);
    }

    static PromptTemplate read(Slice body) throws InvalidJsonException {
        return new LangfuseForm(body).read();
    }

    private PromptTemplate read() throws InvalidJsonException {
        cursor.beginObject();
        while (cursor.nextField()) {
            switch (cursor.key()) {
                case "prompt" -> prompt();
                case "version" ->
                    version = PromptJson.numberOrText(body.part(cursor.skip()).text());
                case "config" -> config();
                default -> cursor.skip();
            }
        }
        cursor.end();
        if (!found) {
            throw cursor.unexpected("a prompt");
        }
        return new PromptTemplate(parts, version, model, parameters, PromptTemplate.weightOf(body.length()));
    }

    /** A text becomes the user's message: not all models take a system's. */
    private void prompt() throws InvalidJsonException {
        found = true;
        parts.clear(); // of two of one name the later counts
        if (cursor.peek() == JsonKind.STRING) {
            parts.add(new PromptTemplate.Part.Message(MessageTemplates.of("user", cursor.string())));
            return;
        }
        cursor.beginArray();
        while (cursor.nextElement()) {
            parts.add(part(body.part(cursor.skip())));
        }
    }

    private static PromptTemplate.Part part(Slice element) throws InvalidJsonException {
        Map<String, String> message = PromptJson.fields(element);
        if (PLACEHOLDER.equals(PromptJson.text(message.get(TYPE)))) {
            String name = PromptJson.text(message.get("name"));
            return new PromptTemplate.Part.Placeholder(name == null ? "" : name);
        }
        message.remove(TYPE); // Langfuse's, not the model's
        return new PromptTemplate.Part.Message(MessageTemplates.of(Slice.of(PromptJson.object(message))));
    }

    private void config() throws InvalidJsonException {
        if (cursor.peek() != JsonKind.OBJECT) {
            cursor.skip();
            return;
        }
        parameters.putAll(PromptJson.fields(body.part(cursor.skip())));
        model = PromptJson.text(parameters.remove("model"));
    }
}
