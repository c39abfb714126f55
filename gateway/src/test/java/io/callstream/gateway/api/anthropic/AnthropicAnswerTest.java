package io.callstream.gateway.api.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.AnswerError;
import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.api.ChunkFacts;
import io.callstream.gateway.api.StreamAnswer;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer in Anthropic's form says of itself, plain and as a stream, and how it is recorded. */
class AnthropicAnswerTest {
    private static final String MESSAGE =
            "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude\","
                    + "\"content\":[{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"s\"},{\"type\":\"text\",\"text\":\"Hi\"},"
                    + "{\"type\":\"tool_use\",\"id\":\"c\",\"name\":\"f\",\"input\":{\"a\":1.50}}],\"stop_reason\":\"tool_use\","
                    + "\"usage\":{\"input_tokens\":3,\"cache_read_input_tokens\":10,\"output_tokens\":2,\"service_tier\":\"batch\"}}";

    private final AnthropicApi api = new AnthropicApi();

    @Test
    void aMessageSaysItsIdModelEndAndUsage() {
        AnswerFacts facts = api.answer(Slice.of(MESSAGE));

        assertThat(facts.readable()).isTrue();
        assertThat(facts.id()).isEqualTo("msg_1");
        assertThat(facts.model()).isEqualTo("claude");
        assertThat(facts.tier()).isEqualTo("batch");
        assertThat(facts.finishReason()).isEqualTo("tool_calls");
        assertThat(facts.usage()).hasToString(usage());
        assertThat(facts.answers(Operation.CHAT_COMPLETION)).isTrue();
        assertThat(facts.error()).isNull();
    }

    private static String usage() {
        return Slice.of(String.valueOf(((JsonValue.Obj) OddJson.read(MESSAGE)).get("usage")))
                .toString();
    }

    @Test
    void itIsRecordedInOpenAisForm() {
        String recorded =
                api.answer(Slice.of(MESSAGE)).recorded(Slice.of(MESSAGE)).text();

        assertThat(recorded)
                .startsWith(
                        "{\"id\":\"msg_1\",\"object\":\"chat.completion\",\"created\":0,\"model\":\"claude\",\"choices\":["
                                + "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi\",\"reasoning_content\":\"Hm\","
                                + "\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"s\"}],"
                                + "\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\","
                                + "\"arguments\":\"{\\\"a\\\":1.50}\"}}]},\"finish_reason\":\"tool_calls\"}]")
                .contains("\"prompt_tokens\":13,\"completion_tokens\":2,\"total_tokens\":15");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "null", textBlock = """
            "end_turn"                      | stop
            "stop_sequence"                 | stop
            "max_tokens"                    | length
            "tool_use"                      | tool_calls
            "refusal"                       | content_filter
            null                            | null
            7                               | null
            """)
    void theEndIsToldInOpenAisWords(@Nullable String reason, @Nullable String finish) {
        AnswerFacts facts =
                api.answer(Slice.of("{\"type\":\"message\",\"content\":[],\"stop_reason\":" + reason + "}"));

        assertThat(facts.finishReason()).isEqualTo(finish);
    }

    @Test
    void anErrorSaysWhichStatusItStandsFor() {
        AnswerFacts facts = api.answer(
                Slice.of("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Slow down.\"}}"));

        AnswerError error = facts.error();
        assertThat(error).isNotNull();
        assertThat(error.status()).isEqualTo(429);
        assertThat(facts.answers(Operation.CHAT_COMPLETION)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"message\"}",
                "{\"type\":\"message\",\"content\":\"Hi\"}",
                "{\"type\":\"message\",\"content\":null}",
                "{\"type\":\"ping\"}",
                "{}",
                "[]",
                "<html>",
                "",
            })
    void whatHasNoContentIsNoAnswer(String body) {
        assertThat(api.answer(Slice.of(body)).answers(Operation.CHAT_COMPLETION))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"<html>, false", "[], false", "{}, true"})
    void onlyAnObjectCanBeRead(String body, boolean readable) {
        assertThat(api.answer(Slice.of(body)).readable()).isEqualTo(readable);
    }

    /** A provider of OpenAI's form may answer under another name. */
    @Test
    void anAnswerOfAnotherFormIsReadAsOpenAis() {
        AnswerFacts facts = api.answer(Slice.of("{\"id\":\"c1\",\"choices\":[{\"finish_reason\":\"length\"}]}"));

        assertThat(facts.id()).isEqualTo("c1");
        assertThat(facts.finishReason()).isEqualTo("length");
        assertThat(facts.answers(Operation.CHAT_COMPLETION)).isTrue();
    }

    @Test
    void noOddAnswerIsMoreThanUnreadable() {
        for (OddJson.Variant odd : OddJson.some(OddJson.read(MESSAGE), 12, 7)) {
            AnswerFacts facts = api.answer(odd.slice());

            assertThat(facts.recorded(odd.slice())).as("%s", odd).isNotNull();
            assertThat(String.valueOf(facts.id()) + facts.model() + facts.tier() + facts.finishReason() + facts.usage())
                    .as("%s", odd)
                    .isNotEmpty();
        }
    }

    @Test
    void aStreamIsPutTogetherIntoTheSame() {
        StreamAnswer stream = api.streamAnswer();

        List<ChunkFacts> facts = List.of(
                        "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"claude\",\"usage\":{\"input_tokens\":3}}}",
                        "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}",
                        "{\"type\":\"content_block_stop\",\"index\":0}",
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"max_tokens\"},\"usage\":{\"output_tokens\":2}}",
                        "{\"type\":\"message_stop\"}")
                .stream()
                .map(data -> stream.accept(Slice.of(data)))
                .toList();

        assertThat(facts).extracting(ChunkFacts::kind).containsOnly(ChunkFacts.Kind.CONTENT);
        assertThat(facts).extracting(ChunkFacts::finishReason).contains("length");
        assertThat(stream.finished()).isTrue();
        assertThat(stream.usage()).isTrue();
        assertThat(stream.response()).isNotNull();
        assertThat(String.valueOf(stream.response().text()))
                .contains("\"content\":\"Hi\"", "\"finish_reason\":\"length\"", "\"prompt_tokens\":3");
    }

    @Test
    void anErrorInAStreamIsOne() {
        ChunkFacts facts = api.streamAnswer()
                .accept(Slice.of(
                        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}"));

        assertThat(facts.kind()).isEqualTo(ChunkFacts.Kind.ERROR);
        assertThat(facts.error()).isNotNull();
        assertThat(facts.error().status()).isEqualTo(529);
    }

    @Test
    void whatIsNoJsonInAStreamIsUnreadable() {
        StreamAnswer stream = api.streamAnswer();

        assertThat(stream.accept(Slice.of("Hi")).kind()).isEqualTo(ChunkFacts.Kind.UNREADABLE);
        assertThat(stream.started()).isFalse();
        assertThat(stream.response()).isNull();
    }
}
