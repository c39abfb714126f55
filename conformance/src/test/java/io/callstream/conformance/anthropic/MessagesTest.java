package io.callstream.conformance.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.SystemMessageParam;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MessagesConformance
class MessagesTest extends MessagesJudge {
    MessagesTest(Place place) {
        super(place);
    }

    @Test
    void answersPlainly() {
        Message message = plain(place.ask("text").build());

        assertThat(text(message)).isNotEmpty();
        assertThat(message.stopReason()).contains(StopReason.END_TURN);
        assertThat(message.usage().outputTokens()).isEqualTo(12);
        assertThat(message.usage().inputTokens()).isPositive();
    }

    @Test
    void streamsWhatItAnswersPlainly() {
        Message streamed = streamed(place.ask("text").build());

        assertThat(text(streamed)).isEqualTo(text(plain(place.ask("text").build())));
        assertThat(streamed.stopReason()).contains(StopReason.END_TURN);
        assertThat(streamed.usage().outputTokens()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stopsAtTheTokenLimit(boolean stream) {
        MessageCreateParams asked = place.ask("text").maxTokens(2).build();

        assertThat((stream ? streamed(asked) : plain(asked)).stopReason()).contains(StopReason.MAX_TOKENS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callsToolsAndTakesTheirResults(boolean stream) {
        MessageCreateParams.Builder asked = place.askWithTool("tools");
        Message called = stream ? streamed(asked.build()) : plain(asked.build());
        ToolUseBlock use = called.content().stream()
                .flatMap(block -> block.toolUse().stream())
                .findFirst()
                .orElseThrow();

        assertThat(called.stopReason()).contains(StopReason.TOOL_USE);
        assertThat(use.name()).isEqualTo("weather");
        assertThat(use._input().toString()).contains("city");

        Message answer = plain(asked.addMessage(called)
                .addUserMessageOfContentBlockParams(
                        List.of(ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                                .toolUseId(use.id())
                                .content("Rain.")
                                .build())))
                .build());

        assertThat(text(answer)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thinksWhereTheProviderDoes(boolean stream) {
        MessageCreateParams asked = place.ask("text").enabledThinking(1024).build();
        Message message = stream ? streamed(asked) : plain(asked);

        List<String> signatures = message.content().stream()
                .flatMap(block -> block.thinking().stream())
                .map(thought -> thought.signature())
                .toList();
        assertThat(signatures).isEqualTo(place.anthropicBehind() ? List.of("sig=") : List.of());
        assertThat(text(message)).isNotEmpty();
    }

    @Test
    void takesSystemTextsAndSettings() {
        Message message = plain(
                place.ask("text").system("Be brief.").addStopSequence("END").build());

        assertThat(text(message)).isNotEmpty();
    }

    /** Which the version of the API allows that this client names. */
    @Test
    void takesTextsOfTheSystemAmidTheOthers() {
        Message message = plain(place.ask("text")
                .addMessage(SystemMessageParam.builder()
                        .content("From here on in French.")
                        .build())
                .build());

        assertThat(text(message)).isNotEmpty();
        assertThat(target().received("sim-text"))
                .last()
                .satisfies(call ->
                        assertThat(call.requestText()).contains("\"role\":\"system\"", "From here on in French."));
    }

    @Test
    void countsTokens() {
        long tokens = client.messages()
                .countTokens(MessageCountTokensParams.builder()
                        .model(place.prefix() + "text")
                        .addUserMessage("What is the weather in Zürich?")
                        .build())
                .validate()
                .inputTokens();

        assertThat(tokens).isBetween(5L, 40L);
    }

    @Test
    void anErrorInAStreamIsThrown() {
        assertThatThrownBy(() -> streamed(place.ask("error-midstream-4").build()))
                .isInstanceOf(AnthropicException.class);
    }

    @Test
    void aStreamThatIsCutIsThrownOrNotEnded() {
        assertThatThrownBy(() -> streamed(place.ask("cut-midstream-4").build()))
                .isInstanceOfAny(AnthropicException.class, IllegalStateException.class);
    }

    private Message plain(MessageCreateParams asked) {
        return client.messages().create(asked).validate();
    }

    private Message streamed(MessageCreateParams asked) {
        MessageAccumulator whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(asked)) {
            stream.stream().map(RawMessageStreamEvent::validate).forEach(whole::accumulate);
        }
        return whole.message().validate();
    }

    private static String text(Message message) {
        return message.content().stream()
                .map(ContentBlock::text)
                .flatMap(text -> text.stream())
                .map(text -> text.text())
                .collect(Collectors.joining());
    }
}
