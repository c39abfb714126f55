package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** Answers {@code /v1/images/...}: a picture of one white dot, as often as it is asked for. */
final class Images {
    private static final int MOST = 10;
    private static final String DOT =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4//8/AwAI/AL+p5qgoAAAAABJRU5ErkJggg==";
    private static final Set<String> SIZES =
            Set.of("auto", "256x256", "512x512", "1024x1024", "1024x1536", "1536x1024", "1024x1792", "1792x1024");

    private Images() {}

    static Optional<ApiError> generation(ObjectNode body) {
        return RequestRules.present(body, "prompt").or(() -> options(body));
    }

    /** What holds for changed pictures as well. */
    static Optional<ApiError> options(ObjectNode body) {
        return RequestRules.oneOf(body, "size", SIZES)
                .or(() -> count(body))
                .or(() -> body.path("model").asText().startsWith("gpt-image") && body.has("response_format")
                        ? RequestRules.unknown(body, "response_format")
                        : RequestRules.oneOf(body, "response_format", Set.of("url", "b64_json")));
    }

    private static Optional<ApiError> count(ObjectNode body) {
        int count = body.path("n").asInt(1);
        return count >= 1 && count <= MOST
                ? Optional.empty()
                : Optional.of(ApiError.invalid(
                        "Invalid 'n': expected a value between 1 and " + MOST + ".", "n", "integer_above_max_value"));
    }

    static String answer(ObjectNode body, long created) {
        boolean token = body.path("model").asText().startsWith("gpt-image");
        boolean whole = token || body.path("response_format").asText().equals("b64_json");
        ObjectNode root = Json.object().put("created", created);
        for (int at = 0; at < body.path("n").asInt(1); at++) {
            ObjectNode image = root.withArray("data").addObject();
            image.put(whole ? "b64_json" : "url", whole ? DOT : "https://images.example.com/sim-" + at + ".png");
        }
        if (token) {
            long asked = Speaker.promptTokens(body.path("prompt").asText());
            ObjectNode usage = root.putObject("usage")
                    .put("input_tokens", asked)
                    .put("output_tokens", 196)
                    .put("total_tokens", asked + 196);
            usage.putObject("input_tokens_details").put("text_tokens", asked).put("image_tokens", 0);
        }
        return Json.text(root);
    }
}
