package io.callstream.conformance.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.SseException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.completions.CompletionUsage;
import io.callstream.conformance.judged.Judged;
import io.callstream.conformance.judged.Target;
import io.callstream.testing.provider.ReceivedCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Conformance
class ChatTest implements Judged {
    private final Target target;
    private final OpenAIClient client;

    ChatTest(Target target) {
        this.target = target;
        this.client = Clients.of(target);
    }

    @Override
    public Target target() {
        return target;
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void answersPlainly() {
        ChatCompletion completion =
                client.chat().completions().create(Clients.ask("sim-text").build());

        assertThat(content(completion, 0)).isNotEmpty();
        assertThat(completion.choices().get(0).finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        assertThat(completion.usage().orElseThrow().completionTokens()).isEqualTo(12);
        completion.validate();
    }

    @Test
    void answersWithSeveralChoices() {
        ChatCompletion completion =
                client.chat().completions().create(Clients.ask("sim-text").n(3).build());

        assertThat(completion.choices()).hasSize(3);
        assertThat(content(completion, 0)).isNotEqualTo(content(completion, 1));
    }

    @Test
    void stopsAtTheTokenLimit() {
        ChatCompletion completion = client.chat()
                .completions()
                .create(Clients.ask("sim-text").maxCompletionTokens(2).build());

        assertThat(completion.choices().get(0).finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.LENGTH);
    }

    @Test
    void streamsWhatItAnswersPlainly() {
        ChatCompletion plain =
                client.chat().completions().create(Clients.ask("sim-text").build());

        ChatCompletion streamed = accumulated(Clients.ask("sim-text").build());

        assertThat(content(streamed, 0)).isEqualTo(content(plain, 0));
        assertThat(streamed.choices().get(0).finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    }

    @Test
    void streamsSeveralChoices() {
        ChatCompletion plain =
                client.chat().completions().create(Clients.ask("sim-text").n(2).build());

        ChatCompletion streamed = accumulated(Clients.ask("sim-text").n(2).build());

        assertThat(streamed.choices()).hasSize(2);
        assertThat(content(streamed, 1)).isEqualTo(content(plain, 1));
    }

    @Test
    void streamsUsageOnlyWhenAskedFor() {
        List<ChatCompletionChunk> silent = chunks(Clients.ask("sim-text").build());
        List<ChatCompletionChunk> told = chunks(Clients.ask("sim-text")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());

        assertThat(silent)
                .noneMatch(chunk -> chunk.usage().isPresent() || chunk.choices().isEmpty());
        assertThat(told)
                .filteredOn(chunk -> chunk.usage().isPresent())
                .singleElement()
                .satisfies(chunk -> assertThat(chunk.choices()).isEmpty())
                .extracting(ChatCompletionChunk::usage)
                .extracting(Optional::orElseThrow)
                .extracting(CompletionUsage::completionTokens)
                .isEqualTo(12L);
    }

    @Test
    void streamsFromAProviderWithCommentsAndCrlf() {
        ChatCompletion streamed = accumulated(Clients.ask("sim-crlf").build());

        assertThat(content(streamed, 0))
                .isEqualTo(content(
                        client.chat()
                                .completions()
                                .create(Clients.ask("sim-text").build()),
                        0));
    }

    @Test
    void streamsFromAProviderThatSendsByteByByte() {
        assertThat(content(accumulated(Clients.ask("sim-split-1").build()), 0)).isNotEmpty();
    }

    @Test
    void streamsFromAProviderThatKnowsNoUsage() {
        assertThat(content(accumulated(Clients.ask("sim-no-usage").build()), 0)).isNotEmpty();
    }

    @Test
    void carriesLongAnswers() {
        ChatCompletion plain = client.chat()
                .completions()
                .create(Clients.ask("sim-huge-2048kb").build());
        ChatCompletion streamed = accumulated(Clients.ask("sim-huge-2048kb").build());

        assertThat(content(plain, 0)).hasSize(2048 * 1024).isEqualTo(content(streamed, 0));
    }

    @Test
    void callsToolsAndTakesTheirResults() {
        ChatCompletionCreateParams question = Clients.askWithTools("sim-tools").build();

        ChatCompletion calling = client.chat().completions().create(question);

        List<ChatCompletionMessageFunctionToolCall> calls = calls(calling);
        assertThat(calls).extracting(call -> call.function().name()).containsExactly("weather", "forecast");
        ChatCompletionCreateParams.Builder next =
                question.toBuilder().addMessage(calling.choices().get(0).message());
        calls.forEach(call -> next.addMessage(ChatCompletionToolMessageParam.builder()
                .toolCallId(call.id())
                .content("sunny")
                .build()));
        ChatCompletion answer = client.chat().completions().create(next.build());
        assertThat(content(answer, 0)).isNotEmpty();
    }

    @Test
    void streamsToolCalls() {
        ChatCompletionCreateParams question = Clients.askWithTools("sim-tools").build();

        ChatCompletion streamed = accumulated(question);

        List<ChatCompletionMessageFunctionToolCall> plain =
                calls(client.chat().completions().create(question));
        assertThat(calls(streamed))
                .extracting(call ->
                        call.id() + call.function().name() + call.function().arguments())
                .containsExactlyElementsOf(plain.stream()
                        .map(call -> call.id()
                                + call.function().name()
                                + call.function().arguments())
                        .toList());
        assertThat(streamed.choices().get(0).finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
    }

    @Test
    void reportsAnErrorInTheMiddleOfAStream() {
        List<ChatCompletionChunk> arrived = new ArrayList<>();

        assertThatThrownBy(() -> collect(Clients.ask("sim-error-midstream-4").build(), arrived))
                .isInstanceOf(SseException.class);
        assertThat(arrived).hasSize(4);
    }

    @Test
    void doesNotTakeABrokenStreamForAWholeOne() {
        List<ChatCompletionChunk> arrived = new ArrayList<>();

        assertThatThrownBy(() -> collect(Clients.ask("sim-cut-midstream-4").build(), arrived))
                .isInstanceOf(OpenAIException.class);
        assertThat(arrived).hasSize(4);
    }

    @Test
    void hangingUpReachesTheProvider() throws Exception {
        String model = "sim-paced-20ms-5000";
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(Clients.ask(model).build())) {
            assertThat(stream.stream().limit(3)).hasSize(3);
        }

        ReceivedCall call = target.received(model).get(0);
        assertThat(call.outcome().get(10, TimeUnit.SECONDS)).isEqualTo(ReceivedCall.Outcome.CANCELLED);
    }

    private ChatCompletion accumulated(ChatCompletionCreateParams params) {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        chunks(params).forEach(accumulator::accumulate);
        return accumulator.chatCompletion();
    }

    private List<ChatCompletionChunk> chunks(ChatCompletionCreateParams params) {
        List<ChatCompletionChunk> chunks = new ArrayList<>();
        collect(params, chunks);
        return chunks;
    }

    private void collect(ChatCompletionCreateParams params, List<ChatCompletionChunk> into) {
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params)) {
            stream.stream().forEach(into::add);
        }
    }

    private static String content(ChatCompletion completion, int choice) {
        return completion.choices().get(choice).message().content().orElse("");
    }

    private static List<ChatCompletionMessageFunctionToolCall> calls(ChatCompletion completion) {
        return completion.choices().get(0).message().toolCalls().orElse(List.of()).stream()
                .map(call -> call.function().orElseThrow())
                .toList();
    }
}
