package io.callstream.gateway.stage.prompt;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.prompt.PromptException;
import io.callstream.gateway.prompt.Variables;
import io.callstream.gateway.provider.PromptFields;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a request says about its prompt.
 *
 * @param fields as they stand in it
 */
record PromptRequest(PromptFields fields) {
    private static final String REFERENCE = "os.environ/";

    /** A text; null when the request has none. */
    @Nullable String text(String name) throws PromptException {
        Slice value = fields.get(name);
        JsonKind kind = kind(value);
        if (value == null || kind == JsonKind.NULL) {
            return null;
        }
        boolean number = kind == JsonKind.NUMBER && isVersion(name);
        if (kind != JsonKind.STRING && !number) {
            throw wrong(name, isVersion(name) ? "a number or a string" : "one string");
        }
        String text = number ? value.text() : string(value);
        if (text.isBlank()) {
            throw wrong(name, "a string that is not empty");
        }
        return text;
    }

    /**
     * A credential or an address. What looks like a variable of the gateway's environment is no such thing: whoever may call
     * would otherwise read what the gateway knows.
     */
    @Nullable String ofAccount(String name) throws PromptException {
        String text = text(name);
        if (text != null && text.strip().startsWith(REFERENCE)) {
            throw wrong(name, "the value itself (" + REFERENCE + "NAME is resolved in the configuration only)");
        }
        return text == null ? null : text.strip();
    }

    boolean flag(String name, boolean otherwise) throws PromptException {
        Slice value = fields.get(name);
        JsonKind kind = kind(value);
        if (value == null || kind == JsonKind.NULL) {
            return otherwise;
        }
        if (kind != JsonKind.FLAG) {
            throw wrong(name, "a boolean");
        }
        return value.text().equals("true");
    }

    Variables variables() throws PromptException {
        Slice value = fields.get(PromptFields.VARIABLES);
        Variables variables = value == null ? Variables.NONE : Variables.of(value);
        if (variables == null) {
            throw wrong(PromptFields.VARIABLES, "one object");
        }
        return variables;
    }

    static PromptException wrong(String name, String expected) {
        return new PromptException(new CallError(
                GatewayError.INVALID_REQUEST, "Invalid '" + name + "': expected " + expected + ".", name));
    }

    private static boolean isVersion(String name) {
        return name.equals(PromptFields.VERSION) || name.equals(PromptFields.LANGFUSE_VERSION);
    }

    private static @Nullable JsonKind kind(@Nullable Slice value) {
        try {
            return value == null ? null : new JsonCursor(value).peek();
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("a field that was read before cannot be read", e);
        }
    }

    private static String string(Slice value) {
        try {
            return new JsonCursor(value).string();
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("a field that was read before cannot be read", e);
        }
    }
}
