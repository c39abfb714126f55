package io.callstream.conformance.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Tool;
import io.callstream.conformance.judged.Target;
import java.time.Duration;
import java.util.Map;

/**
 * A server of the Messages API, and who answers there in the end.
 *
 * @param prefix of the models whose provider is meant
 */
record Place(Target target, String prefix) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A client that does not repeat failed calls, so that a test sees each failure. */
    AnthropicClient client() {
        return client(target.apiKey());
    }

    AnthropicClient client(String key) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(target.baseUrl().replaceFirst("/v1$", ""))
                .apiKey(key)
                .maxRetries(0)
                .timeout(PATIENCE)
                .build();
    }

    /** Whether what is translated in between, if anything, is none of Anthropic's own fields. */
    boolean anthropicBehind() {
        return !target.name().equals("gateway") || prefix.equals("claude-");
    }

    MessageCreateParams.Builder ask(String model) {
        return MessageCreateParams.builder()
                .model(prefix + model)
                .maxTokens(2000)
                .addUserMessage("What is the weather in Zürich?");
    }

    /** A question with a tool at hand. */
    MessageCreateParams.Builder askWithTool(String model) {
        return ask(model)
                .addTool(Tool.builder()
                        .name("weather")
                        .description("Tells the weather.")
                        .inputSchema(Tool.InputSchema.builder()
                                .properties(JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .addRequired("city")
                                .build())
                        .build());
    }

    @Override
    public String toString() {
        return target + " " + prefix;
    }
}
