package io.callstream.sink.otlp.genai;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.sink.otlp.span.Attributes;
import io.callstream.sink.otlp.span.CallEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the model answered with, and what that took: {@code gen_ai.response.*}, {@code gen_ai.usage.*}. */
final class ResponseAttributes {
    private static final String RESPONSE = "gen_ai.response.";
    private static final String USAGE = "gen_ai.usage.";
    private static final double MICROS_A_SECOND = 1e6;

    private ResponseAttributes() {}

    /** @param body the answer's body; a missing node if it is not known */
    static void write(CallEnd call, JsonNode body, Attributes attributes) {
        attributes
                .text(RESPONSE + "id", call.text("response_id"))
                .text(RESPONSE + "model", call.text("response_model"))
                .texts(RESPONSE + "finish_reasons", finishReasons(call, body))
                .decimal(RESPONSE + "time_to_first_chunk", timeToFirstChunk(call))
                .text("openai.response.service_tier", text(body, "service_tier"))
                .text("openai.response.system_fingerprint", text(body, "system_fingerprint"))
                .number(USAGE + "input_tokens", call.number("prompt_tokens"))
                .number(USAGE + "output_tokens", call.number("completion_tokens"))
                .number(USAGE + "cache_read.input_tokens", call.number("cache_read_tokens"))
                .number(USAGE + "cache_creation.input_tokens", call.number("cache_creation_tokens"))
                .number(USAGE + "reasoning.output_tokens", call.number("reasoning_tokens"));
    }

    /** One a choice; without a body, only the first choice's is known. */
    private static List<String> finishReasons(CallEnd call, JsonNode body) {
        List<String> reasons = new ArrayList<>();
        body.path("choices").forEach(choice -> text(choice, "finish_reason").ifPresent(reasons::add));
        return reasons.isEmpty() ? call.text("finish_reason").map(List::of).orElse(List.of()) : reasons;
    }

    private static Optional<Double> timeToFirstChunk(CallEnd call) {
        return call.flag("stream") ? call.number("ttft_us").map(micros -> micros / MICROS_A_SECOND) : Optional.empty();
    }

    private static Optional<String> text(JsonNode object, String name) {
        return Optional.ofNullable(object.path(name).textValue());
    }
}
