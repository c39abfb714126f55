package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.models.messages.StopReason;
import com.google.genai.types.FinishReason;
import io.callstream.gateway.provider.Delta;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reason of an end that a provider's own client knows, in OpenAI's words. A new version of the client that knows more makes this fail:
 * somebody has to say what the new one means.
 */
class ReasonsOfEndsTest {
    private static final Map<String, String> GOOGLE = Map.ofEntries(
            Map.entry("FINISH_REASON_UNSPECIFIED", "stop"),
            Map.entry("STOP", "stop"),
            Map.entry("MAX_TOKENS", "length"),
            Map.entry("SAFETY", "content_filter"),
            Map.entry("RECITATION", "content_filter"),
            Map.entry("LANGUAGE", "stop"),
            Map.entry("OTHER", "stop"),
            Map.entry("BLOCKLIST", "content_filter"),
            Map.entry("PROHIBITED_CONTENT", "content_filter"),
            Map.entry("SPII", "content_filter"),
            Map.entry("MALFORMED_FUNCTION_CALL", "stop"),
            Map.entry("IMAGE_SAFETY", "content_filter"),
            Map.entry("UNEXPECTED_TOOL_CALL", "stop"),
            Map.entry("TOO_MANY_TOOL_CALLS", "stop"),
            Map.entry("MISSING_THOUGHT_SIGNATURE", "stop"),
            Map.entry("MALFORMED_RESPONSE", "stop"),
            Map.entry("IMAGE_PROHIBITED_CONTENT", "content_filter"),
            Map.entry("IMAGE_RECITATION", "content_filter"),
            Map.entry("IMAGE_OTHER", "stop"),
            Map.entry("NO_IMAGE", "stop"),
            Map.entry("CONTINUATION", "stop"));
    private static final Map<String, String> ANTHROPIC = Map.of(
            "end_turn", "stop",
            "max_tokens", "length",
            "stop_sequence", "stop",
            "tool_use", "tool_calls",
            "pause_turn", "stop",
            "refusal", "content_filter",
            "model_context_window_exceeded", "length");
    private static final Map<String, String> BEDROCK = Map.ofEntries(
            Map.entry("end_turn", "stop"),
            Map.entry("tool_use", "tool_calls"),
            Map.entry("max_tokens", "length"),
            Map.entry("stop_sequence", "stop"),
            Map.entry("guardrail_intervened", "content_filter"),
            Map.entry("content_filtered", "content_filter"),
            Map.entry("malformed_model_output", "stop"),
            Map.entry("malformed_tool_use", "stop"),
            Map.entry("model_context_window_exceeded", "length"));

    static Stream<Arguments> googles() {
        return Arrays.stream(FinishReason.Known.values())
                .map(FinishReason.Known::name)
                .map(name -> Arguments.of(name, GOOGLE.get(name)));
    }

    static Stream<Arguments> anthropics() {
        return Arrays.stream(StopReason.Known.values())
                .map(known -> known.name().toLowerCase(Locale.ROOT))
                .map(name -> Arguments.of(name, ANTHROPIC.get(name)));
    }

    static Stream<Arguments> bedrocks() {
        return software.amazon.awssdk.services.bedrockruntime.model.StopReason.knownValues().stream()
                .map(Object::toString)
                .map(name -> Arguments.of(name, BEDROCK.get(name)));
    }

    @ParameterizedTest
    @MethodSource("googles")
    void everyReasonOfGeminisHasAWordOfOpenAis(String reason, String word) {
        assertThat(finish(
                        new FakeGemini(),
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]},\"finishReason\":\"" + reason
                                + "\"}]}"))
                .isEqualTo(word);
    }

    @ParameterizedTest
    @MethodSource("anthropics")
    void everyReasonOfAnthropicsHasAWordOfOpenAis(String reason, String word) {
        assertThat(finish(
                        new FakeAnthropic(),
                        "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"stop_reason\":\""
                                + reason + "\"}"))
                .isEqualTo(word);
    }

    @ParameterizedTest
    @MethodSource("bedrocks")
    void everyReasonOfBedrocksHasAWordOfOpenAis(String reason, String word) {
        assertThat(finish(
                        new FakeConverse(),
                        "{\"output\":{\"message\":{\"content\":[{\"text\":\"Hi\"}]}},\"stopReason\":\"" + reason
                                + "\"}"))
                .isEqualTo(word);
    }

    private static String finish(FakeProvider provider, String answer) {
        Translation pair = Translation.of(new ChatForm(), provider);
        List<Delta> deltas = pair.read(false, List.of(answer.getBytes(StandardCharsets.UTF_8)));
        return deltas.stream()
                .filter(Delta.Finish.class::isInstance)
                .map(delta -> ((Delta.Finish) delta).reason())
                .findFirst()
                .orElse("none in " + deltas);
    }
}
