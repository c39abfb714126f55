package io.callstream.gateway.dialect.gemini;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Google's answer to a call for images in OpenAI's form; where there is no image in it, an error that says why. */
final class ImageAnswer {
    private final List<JsonValue> images = new ArrayList<>();
    private @Nullable String why;

    private ImageAnswer() {}

    /** @param created in seconds since 1970 */
    static Slice of(Slice google, long created) {
        try {
            return JsonValue.readLenient(google) instanceof JsonValue.Obj answer
                    ? new ImageAnswer().read(answer, created)
                    : google;
        } catch (InvalidJsonException e) {
            return google; // whoever reads it next says so
        }
    }

    private Slice read(JsonValue.Obj answer, long created) {
        for (JsonValue each : answer.list("predictions")) {
            if (each instanceof JsonValue.Obj prediction) {
                image(prediction.text("bytesBase64Encoded"));
                reason(prediction.text("raiFilteredReason"));
            }
        }
        for (JsonValue each : answer.list("candidates")) {
            if (each instanceof JsonValue.Obj candidate) {
                candidate(candidate);
            }
        }
        JsonValue.Obj feedback = answer.object("promptFeedback");
        reason(feedback == null ? null : feedback.text("blockReason"));
        return Slice.of((images.isEmpty() ? nothing() : made(answer.object("usageMetadata"), created)).toString());
    }

    private void candidate(JsonValue.Obj candidate) {
        JsonValue.Obj content = candidate.object("content");
        for (JsonValue each : content == null ? List.<JsonValue>of() : content.list("parts")) {
            JsonValue.Obj inline = each instanceof JsonValue.Obj part ? part.object("inlineData") : null;
            image(inline == null ? null : inline.text("data"));
        }
        reason(candidate.text("finishReason"));
    }

    private void image(@Nullable String base64) {
        if (base64 != null) {
            images.add(new JsonObject().with("b64_json", base64).value());
        }
    }

    private void reason(@Nullable String said) {
        why = why == null ? said : why;
    }

    private JsonObject nothing() {
        return new JsonObject()
                .with(
                        "error",
                        new JsonObject()
                                .with("message", "The provider made no image" + (why == null ? "." : ": " + why))
                                .with("type", "invalid_request_error")
                                .with("code", "content_policy_violation"));
    }

    private JsonObject made(JsonValue.@Nullable Obj usage, long created) {
        JsonObject answer = new JsonObject().with("created", created).with("data", images);
        return usage == null ? answer : answer.with("usage", usage(usage));
    }

    private static JsonObject usage(JsonValue.Obj usage) {
        JsonObject tokens = new JsonObject()
                .with("input_tokens", usage.number("promptTokenCount", 0))
                .with("output_tokens", usage.number("candidatesTokenCount", 0))
                .with("total_tokens", usage.number("totalTokenCount", 0));
        for (JsonValue each : usage.list("candidatesTokensDetails")) {
            if (each instanceof JsonValue.Obj detail && "IMAGE".equals(detail.text("modality"))) {
                tokens.with(
                        "output_tokens_details", new JsonObject().with("image_tokens", detail.number("tokenCount", 0)));
            }
        }
        return tokens;
    }
}
