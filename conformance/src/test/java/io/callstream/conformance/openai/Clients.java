package io.callstream.conformance.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.callstream.conformance.judged.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** OpenAI's client and requests, as its users write them. */
final class Clients {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Clients() {}

    /** A client that does not repeat failed calls, so that a test sees each failure. */
    static OpenAIClient of(Target target) {
        return of(target, target.apiKey(), 0);
    }

    static OpenAIClient of(Target target, String key, int retries) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(target.baseUrl())
                .apiKey(key)
                .maxRetries(retries)
                .timeout(PATIENCE)
                .build();
    }

    static ChatCompletionCreateParams.Builder ask(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("What is the weather in Zürich?");
    }

    /** A question with two functions at hand. */
    static ChatCompletionCreateParams.Builder askWithTools(String model) {
        return ask(model)
                .addFunctionTool(function("weather", "city", "string"))
                .addFunctionTool(function("forecast", "days", "integer"));
    }

    private static FunctionDefinition function(String name, String argument, String type) {
        return FunctionDefinition.builder()
                .name(name)
                .parameters(FunctionParameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of(argument, Map.of("type", type))))
                        .putAdditionalProperty("required", JsonValue.from(List.of(argument)))
                        .build())
                .build();
    }
}
