package io.callstream.gateway.prompt;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.prompt.statement.StatementException;
import io.callstream.gateway.prompt.statement.StatementTemplate;
import io.callstream.gateway.provider.PromptFields;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.JsonText;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prompt as its source keeps it, ready to be filled; filling it changes nothing in it. Safe for use by several threads.
 *
 * @param version as the source names it; null when it does not
 * @param model that the prompt is meant for; null when it says none
 * @param parameters of the call, as JSON, by name
 * @param weight about what it takes of the heap, in bytes
 */
public record PromptTemplate(
        List<Part> parts,
        @Nullable String version,
        @Nullable String model,
        Map<String, String> parameters,
        int weight) {
    /** A part of a prompt's messages. */
    sealed interface Part {
        record Message(TemplateText text) implements Part {}

        /** Any number of messages that the caller gives under this name. */
        record Placeholder(String name) implements Part {}

        /** Any number of messages, as its statements say with the caller's values. */
        record Statements(StatementTemplate template) implements Part {}
    }

    public PromptTemplate {
        parts = List.copyOf(parts);
        parameters = Map.copyOf(parameters);
    }

    /**
     * The messages, as JSON objects with commas between them.
     *
     * @throws PromptException naming the variables that have no value
     */
    public String fill(Variables variables) throws PromptException {
        refuseMissing(variables);
        StringBuilder out = new StringBuilder(weight);
        for (Part part : parts) {
            if (part instanceof Part.Message message) {
                separate(out);
                message.text().fill(variables, out);
            } else if (part instanceof Part.Placeholder placeholder) {
                insert(placeholder.name(), variables, out);
            } else if (part instanceof Part.Statements statements) {
                follow(statements.template(), variables, out);
            }
        }
        return out.toString();
    }

    private void refuseMissing(Variables variables) throws PromptException {
        List<String> missing = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Message message) {
                message.text().missing(variables, missing);
            } else if (part instanceof Part.Placeholder placeholder && variables.json(placeholder.name()) == null) {
                missing.add(placeholder.name());
            }
        }
        refuse(missing);
    }

    private static void refuse(List<String> missing) throws PromptException {
        if (!missing.isEmpty()) {
            String recorded = "The prompt has variables that the request gives no value for in prompt_variables";
            throw wrong(recorded + ": " + ShownText.of(String.join(", ", missing)) + ".", recorded + ".");
        }
    }

    private static PromptException wrong(String message, String recorded) {
        return new PromptException(
                new CallError(GatewayError.INVALID_REQUEST, message, PromptFields.VARIABLES, recorded));
    }

    private static void follow(StatementTemplate template, Variables variables, StringBuilder out)
            throws PromptException {
        try {
            StatementTemplate.Filled filled = template.fill(variables.plain());
            refuse(filled.missing());
            for (StatementTemplate.Message message : filled.messages()) {
                separate(out);
                out.append("{\"role\":")
                        .append(JsonText.quoted(message.role()))
                        .append(",\"content\":")
                        .append(JsonText.quoted(message.content()))
                        .append('}');
            }
        } catch (StatementException e) {
            String recorded = "The prompt " + e.getMessage() + ".";
            throw wrong(recorded, recorded);
        }
    }

    private static void insert(String name, Variables variables, StringBuilder out) throws PromptException {
        Slice value = variables.json(name);
        try {
            JsonCursor cursor = new JsonCursor(value == null ? Slice.of("[]") : value);
            if (cursor.peek() != JsonKind.ARRAY) {
                throw noMessages(name);
            }
            cursor.beginArray();
            while (cursor.nextElement()) {
                if (cursor.peek() != JsonKind.OBJECT || value == null) {
                    throw noMessages(name);
                }
                separate(out);
                MessageTemplates.of(value.part(cursor.skip())).fill(variables, out);
            }
        } catch (InvalidJsonException e) {
            throw noMessages(name);
        }
    }

    private static PromptException noMessages(String name) {
        String recorded = "takes a list of messages, and prompt_variables has something else for it.";
        return wrong(
                "The prompt's placeholder '" + ShownText.of(name) + "' " + recorded,
                "A placeholder of the prompt " + recorded);
    }

    private static void separate(StringBuilder out) {
        if (out.length() > 0) {
            out.append(',');
        }
    }

    /** How many bytes there are of it is about what a source sent. */
    static int weightOf(int received) {
        return 2 * received + 256;
    }
}
