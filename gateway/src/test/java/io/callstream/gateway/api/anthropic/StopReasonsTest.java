package io.callstream.gateway.api.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.provider.Delta;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How an answer ended and what it used, in Anthropic's words. */
class StopReasonsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "stop, end_turn",
                "length, max_tokens",
                "tool_calls, tool_use",
                "function_call, tool_use",
                "content_filter, refusal",
                "something_new, end_turn",
                "null, end_turn",
            })
    void anEndHasAWordOfAnthropics(@Nullable String finish, String reason) {
        assertThat(StopReasons.of(finish)).isEqualTo(reason);
    }

    /** OpenAI's prompt holds what the cache did, Anthropic's input does not. */
    @ParameterizedTest
    @CsvSource({
        "100, -1, -1, 100, 0, 0",
        "100, 60, 0, 40, 0, 60",
        "100, 60, 30, 10, 30, 60",
        "100, 0, 30, 70, 30, 0",
        "100, 60, 60, 0, 60, 60",
        "0, -1, -1, 0, 0, 0",
    })
    void theInputIsThePromptWithoutWhatTheCacheDid(
            long prompt, long read, long written, long input, long creation, long cached) {
        assertThat(StopReasons.usage(new Delta.Tokens(prompt, 9, read, written, 4)))
                .hasToString("{\"input_tokens\":" + input + ",\"cache_creation_input_tokens\":" + creation
                        + ",\"cache_read_input_tokens\":" + cached + ",\"output_tokens\":9}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "30 | 10 | `,\"cache_creation\":{\"ephemeral_5m_input_tokens\":20,\"ephemeral_1h_input_tokens\":10}`",
                "30 | 30 | `,\"cache_creation\":{\"ephemeral_5m_input_tokens\":0,\"ephemeral_1h_input_tokens\":30}`",
                "30 | 40 | `,\"cache_creation\":{\"ephemeral_5m_input_tokens\":0,\"ephemeral_1h_input_tokens\":30}`",
                "30 | 1 | `,\"cache_creation\":{\"ephemeral_5m_input_tokens\":29,\"ephemeral_1h_input_tokens\":1}`",
                "30 | 0 | ``",
                "30 | -1 | ``",
                "0 | 5 | ``",
            })
    void whatIsKeptForAnHourIsAPartOfWhatWasWritten(long written, long kept, String creation) {
        Delta.Tokens tokens = new Delta.Tokens(100, 9, 0, written, -1, Delta.Special.keptLong(kept));

        assertThat(StopReasons.usage(tokens))
                .hasToString("{\"input_tokens\":" + (100 - written) + ",\"cache_creation_input_tokens\":" + written
                        + ",\"cache_read_input_tokens\":0" + creation + ",\"output_tokens\":9}");
    }

    @ParameterizedTest
    @CsvSource({"default, standard", "priority, priority", "batch, batch"})
    void theTierHasAnthropicsName(String said, String told) {
        Delta.Tokens tokens = new Delta.Tokens(1, 2).with(Delta.Special.served(said));

        assertThat(StopReasons.usage(tokens).value().text("service_tier")).isEqualTo(told);
    }

    @Test
    void anAnswerThatDoesNotSayHasUsedNothing() {
        assertThat(StopReasons.usage(null)).hasToString("{\"input_tokens\":0,\"output_tokens\":0}");
    }
}
