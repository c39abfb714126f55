package io.callstream.gateway.stage.conversation;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that may be gone on from.
 *
 * @param response as its client got it; of one that its provider keeps itself nothing
 * @param input items that its request said
 * @param previous the response that its request went on from; null when it began
 * @param deployment whose provider keeps it itself; null when it is kept here
 */
public record KeptResponse(
        JsonValue.Obj response,
        List<JsonValue> input,
        @Nullable String previous,
        @Nullable String deployment) {
    private static final JsonValue.Obj NOTHING = new JsonObject().value();

    public KeptResponse {
        input = List.copyOf(input);
    }

    /** One that a provider keeps. */
    static KeptResponse elsewhere(String deployment) {
        return new KeptResponse(NOTHING, List.of(), null, deployment);
    }

    /** What was said, as items of a later request's input. */
    List<JsonValue> items() {
        List<JsonValue> items = new ArrayList<>(input);
        items.addAll(response.list("output"));
        return items;
    }

    byte[] toBytes() {
        return new JsonObject()
                .with("response", response)
                .with("input", input)
                .with("previous", previous)
                .with("deployment", deployment)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    static KeptResponse read(byte[] bytes) {
        try {
            if (JsonValue.read(Slice.of(bytes)) instanceof JsonValue.Obj kept) {
                return of(kept);
            }
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("what was written here is no JSON", e);
        }
        throw new IllegalStateException("what was written here is no object");
    }

    private static KeptResponse of(JsonValue.Obj kept) {
        JsonValue.Obj response = kept.object("response");
        return new KeptResponse(
                response == null ? NOTHING : response,
                kept.list("input"),
                kept.text("previous"),
                kept.text("deployment"));
    }

    /** Says nothing: all of it is what somebody asked a model. */
    @Override
    public String toString() {
        return "KeptResponse[...]";
    }
}
