package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * LiteLLM's {@code extra_body}: fields for the body that the provider gets, in the place of those of the same name. They are
 * lifted to the top before anything is decided, so that what is allowed, priced and recorded is what runs. Few requests have
 * it, so that their bodies are simply written anew.
 */
public final class ExtraBody {
    static final String NAME = "extra_body";

    private ExtraBody() {}

    /** Reads its value, which the cursor stands before; says whether it has fields to be lifted. */
    static boolean isSaid(JsonCursor cursor) throws InvalidJsonException, InvalidRequestException {
        JsonKind kind = cursor.peek();
        cursor.skip();
        if (kind != JsonKind.OBJECT && kind != JsonKind.NULL) {
            throw notAnObject();
        }
        return kind == JsonKind.OBJECT;
    }

    /** @param body that has been read before */
    static Slice lifted(Slice body) throws InvalidRequestException {
        try {
            return Slice.of(lifted((JsonValue.Obj) JsonValue.read(body)).toString());
        } catch (InvalidJsonException e) {
            throw InvalidRequestException.malformed(e);
        }
    }

    /** @throws InvalidRequestException if it says what is not its to say */
    public static JsonValue.Obj lifted(JsonValue.Obj request) throws InvalidRequestException {
        JsonValue extra = request.get(NAME);
        if (extra == null) {
            return request;
        }
        if (!(extra instanceof JsonValue.Obj more)) {
            throw notAnObject();
        }
        for (String name : more.fields().keySet()) {
            if (DroppedFields.isKept(name) || name.equals(NAME)) {
                throw InvalidRequestException.field(NAME + "." + name, "it at the top of the body only");
            }
        }
        Map<String, JsonValue> whole = new LinkedHashMap<>(request.fields());
        whole.remove(NAME);
        whole.putAll(more.fields());
        return new JsonValue.Obj(whole);
    }

    private static InvalidRequestException notAnObject() {
        return InvalidRequestException.field(NAME, "an object with fields for the provider's body");
    }
}
