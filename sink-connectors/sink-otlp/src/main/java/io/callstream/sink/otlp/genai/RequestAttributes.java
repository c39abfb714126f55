package io.callstream.sink.otlp.genai;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.sink.otlp.span.Attributes;
import io.callstream.sink.otlp.span.Bodies;
import io.callstream.sink.otlp.span.CallEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the model was asked with: {@code gen_ai.request.*}. */
final class RequestAttributes {
    private static final String REQUEST = "gen_ai.request.";
    private static final Map<String, String> DECIMALS = Map.of(
            "temperature", REQUEST + "temperature",
            "top_p", REQUEST + "top_p",
            "top_k", REQUEST + "top_k",
            "frequency_penalty", REQUEST + "frequency_penalty",
            "presence_penalty", REQUEST + "presence_penalty");
    private static final Map<String, String> OUTPUT_TYPES =
            Map.of("text", "text", "json_object", "json", "json_schema", "json");
    private static final List<String> MAX_TOKENS = List.of("max_completion_tokens", "max_tokens", "max_output_tokens");

    private RequestAttributes() {}

    static void write(CallEnd call, Attributes attributes) {
        JsonNode said = Bodies.parsed(call.text("parameters").orElse("{}"));
        attributes.text(REQUEST + "model", model(call)).flag(REQUEST + "stream", call.flag("stream"));
        DECIMALS.forEach((key, name) -> attributes.decimal(
                name,
                Optional.of(said.path(key))
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::doubleValue)
                        .filter(Double::isFinite)));
        attributes
                .number(
                        REQUEST + "max_tokens",
                        MAX_TOKENS.stream()
                                .flatMap(key -> whole(said, key).stream())
                                .findFirst())
                .number(REQUEST + "seed", whole(said, "seed"))
                .number(REQUEST + "choice.count", whole(said, "n").filter(count -> count != 1))
                .number("gen_ai.embeddings.dimension.count", whole(said, "dimensions"))
                .texts(REQUEST + "stop_sequences", texts(said.path("stop")))
                .texts(REQUEST + "encoding_formats", texts(said.path("encoding_format")))
                .text("gen_ai.output.type", outputType(said))
                .text("openai.request.service_tier", text(said.path("service_tier")));
    }

    /** The model that was asked, or the name the client has for it. */
    static Optional<String> model(CallEnd call) {
        return call.text("model").or(() -> call.text("model_group"));
    }

    private static Optional<Long> whole(JsonNode said, String key) {
        return Optional.of(said.path(key))
                .filter(JsonNode::canConvertToLong)
                .filter(JsonNode::canConvertToExactIntegral)
                .map(JsonNode::longValue);
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static Optional<String> outputType(JsonNode said) {
        return text(said.path("response_format").path("type"))
                .flatMap(type -> Optional.ofNullable(OUTPUT_TYPES.get(type)));
    }

    /** One text, or a list of them. */
    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        text(value).ifPresent(texts::add);
        value.elements().forEachRemaining(element -> text(element).ifPresent(texts::add));
        return texts;
    }
}
