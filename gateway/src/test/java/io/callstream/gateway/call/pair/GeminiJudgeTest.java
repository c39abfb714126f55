package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.genai.Client;
import com.google.genai.JsonSerializable;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.types.Candidate;
import com.google.genai.types.FinishReason;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Google's own client judges the fake of Gemini: what it asks the fake has to hear, and what the fake answers it has to read. */
class GeminiJudgeTest {
    private static final String MODEL = "gemini-2.5-flash";

    private final FakeGemini fake = new FakeGemini();

    static Stream<Arguments> conversations() {
        return AnthropicJudgeTest.conversations();
    }

    @ParameterizedTest(name = "{0}, stream: {1}")
    @MethodSource("conversations")
    void whatItAsksIsHeardAndWhatIsAnsweredItReads(Conversation conversation, boolean stream) {
        try (ServedFake served = new ServedFake(request -> fake.answer(request, conversation.answer()))) {
            List<GenerateContentResponse> answer = asking(served, client -> ask(client, conversation, stream));

            assertThat(fake.hear(served.request())).isEqualTo(conversation.heard());
            assertThat(said(answer)).isEqualTo(conversation.answer().said().read());
        }
    }

    @ParameterizedTest
    @CsvSource({"400, false", "403, true", "404, false", "429, true", "500, false", "503, true"})
    void errorsAreOfTheirKind(int status, boolean stream) {
        try (ServedFake served = new ServedFake(request -> fake.error(status, "no such luck"))) {
            ApiException failure = catchThrowableOfType(
                    ApiException.class,
                    () -> asking(served, client -> ask(client, Conversation.named("plain"), stream)));

            assertThat(failure.code()).isEqualTo(status);
            assertThat(failure.message()).isEqualTo("no such luck");
        }
    }

    @Test
    void anErrorInAStreamIsOne() {
        Conversation conversation = Conversation.named("plain");
        try (ServedFake served = ServedFake.breaking(fake, conversation, "it broke")) {
            ApiException failure = catchThrowableOfType(
                    ApiException.class, () -> asking(served, client -> ask(client, conversation, true)));

            assertThat(failure.message()).isEqualTo("it broke");
        }
    }

    private static <T> T asking(ServedFake served, Function<Client, T> question) {
        try (Client client = Client.builder()
                .apiKey("k-4")
                .httpOptions(HttpOptions.builder()
                        .baseUrl(served.url())
                        .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                        .build())
                .build()) {
            return question.apply(client);
        }
    }

    private static List<GenerateContentResponse> ask(Client client, Conversation conversation, boolean stream) {
        GeminiAsked asked = new GeminiAsked(conversation.asked("messages"));
        if (!stream) {
            return List.of(client.models.generateContent(MODEL, asked.contents(), asked.config()));
        }
        List<GenerateContentResponse> parts = new ArrayList<>();
        try (ResponseStream<GenerateContentResponse> answer =
                client.models.generateContentStream(MODEL, asked.contents(), asked.config())) {
            answer.forEach(parts::add);
        }
        return parts;
    }

    private static Said said(List<GenerateContentResponse> answer) {
        StringBuilder text = new StringBuilder();
        StringBuilder thought = new StringBuilder();
        List<Said.Use> tools = new ArrayList<>();
        answer.stream().flatMap(GeminiJudgeTest::parts).forEach(part -> {
            part.text().ifPresent(part.thought().orElse(false) ? thought::append : text::append);
            part.functionCall()
                    .ifPresent(call -> tools.add(new Said.Use(
                            call.name().orElseThrow(),
                            Json.read(JsonSerializable.toJsonString(call.args().orElseThrow())
                                    .getBytes(StandardCharsets.UTF_8)))));
        });
        GenerateContentResponse last = answer.get(answer.size() - 1);
        GenerateContentResponseUsageMetadata usage = last.usageMetadata().orElseThrow();
        FinishReason reason = last.finishReason();
        String finish = reason.knownEnum() == FinishReason.Known.MAX_TOKENS ? "length" : "stop";
        return new Said(
                text.toString(),
                thought.toString(),
                tools,
                tools.isEmpty() ? finish : "tool_calls",
                usage.promptTokenCount().orElseThrow(),
                usage.candidatesTokenCount().orElse(0)
                        + usage.thoughtsTokenCount().orElse(0));
    }

    private static Stream<Part> parts(GenerateContentResponse response) {
        return response.candidates().stream()
                .flatMap(List::stream)
                .map(Candidate::content)
                .flatMap(content -> content.orElseThrow().parts().stream())
                .flatMap(List::stream);
    }
}
