package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.Written;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer of a provider of another form as OpenAI's clients know it: plain, and as a stream. */
class AnswerWritersTest {
    private static final Delta BEGIN = new Delta.Begin("c\"1", "gem");
    private static final Delta STOP = new Delta.Finish("stop");

    @Test
    void aTextIsAChatCompletion() {
        assertThat(plain(BEGIN, new Delta.Text("Hel"), new Delta.Text("lo \"you\""), STOP, new Delta.Tokens(3, 2)))
                .isEqualTo(
                        "{\"id\":\"c\\\"1\",\"object\":\"chat.completion\",\"created\":7,\"model\":\"gem\",\"choices\":[{\"index\":0,"
                                + "\"message\":{\"role\":\"assistant\",\"content\":\"Hello \\\"you\\\"\"},\"finish_reason\":\"stop\"}],"
                                + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}");
        assertThat(new CompletionWriter(7).contentType()).isEqualTo("application/json");
    }

    @Test
    void aTextIsAStreamOfChunks() {
        String envelope =
                "{\"id\":\"c\\\"1\",\"object\":\"chat.completion.chunk\",\"created\":7,\"model\":\"gem\",\"choices\":[";

        assertThat(chunks(BEGIN, new Delta.Text("Hel"), new Delta.Text("é\""), STOP, new Delta.Tokens(3, 2)))
                .containsExactly(
                        envelope + "{\"index\":0,\"delta\":{\"role\":\"assistant\"},\"finish_reason\":null}]}",
                        envelope + "{\"index\":0,\"delta\":{\"content\":\"Hel\"},\"finish_reason\":null}]}",
                        envelope + "{\"index\":0,\"delta\":{\"content\":\"é\\\"\"},\"finish_reason\":null}]}",
                        envelope + "{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                        envelope + "],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}",
                        "[DONE]");
        assertThat(new ChunkWriter(7).contentType()).isEqualTo("text/event-stream");
    }

    @Test
    void thoughtsAreTextsAndBlocksThatCanBeSentBack() {
        Delta[] thoughts = {
            BEGIN,
            new Delta.Reasoning("a"),
            new Delta.Reasoning("b"),
            new Delta.ReasoningSignature("s1"),
            new Delta.HiddenReasoning("h"),
            new Delta.Reasoning("c"),
            new Delta.ReasoningSignature("s2"),
            STOP
        };

        assertThat(plain(thoughts))
                .contains("\"content\":\"\",\"reasoning_content\":\"abc\",\"thinking_blocks\":["
                        + "{\"type\":\"thinking\",\"thinking\":\"ab\",\"signature\":\"s1\"},"
                        + "{\"type\":\"redacted_thinking\",\"data\":\"h\"},"
                        + "{\"type\":\"thinking\",\"thinking\":\"c\",\"signature\":\"s2\"}]}");
        assertThat(deltas(thoughts))
                .containsExactly(
                        "{\"role\":\"assistant\"}",
                        "{\"reasoning_content\":\"a\"}",
                        "{\"reasoning_content\":\"b\"}",
                        "{\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"ab\",\"signature\":\"s1\"}]}",
                        "{\"thinking_blocks\":[{\"type\":\"redacted_thinking\",\"data\":\"h\"}]}",
                        "{\"reasoning_content\":\"c\"}",
                        "{\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"c\",\"signature\":\"s2\"}]}",
                        "{}");
    }

    @Test
    void callsArePutTogetherOrSentByTheirIndexes() {
        Delta[] calls = {
            BEGIN,
            new Delta.ToolCall(0, "c1", "f", "{\"a\":"),
            new Delta.ToolCall(0, null, null, "1}"),
            new Delta.ToolCall(1, "c2", "g", ""),
            new Delta.Finish("tool_calls")
        };

        assertThat(plain(calls))
                .contains("\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
                        + "{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}},"
                        + "{\"id\":\"c2\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]},"
                        + "\"finish_reason\":\"tool_calls\"");
        assertThat(deltas(calls))
                .containsExactly(
                        "{\"role\":\"assistant\"}",
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\"}}]}",
                        "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"1}\"}}]}",
                        "{\"tool_calls\":[{\"index\":1,\"id\":\"c2\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"\"}}]}",
                        "{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"{}\"}}]}",
                        "{}");
    }

    @Test
    void aCallThatGetsItsArgumentsLaterHasThemOnce() {
        assertThat(deltas(
                        BEGIN,
                        new Delta.ToolCall(0, "c1", "f", ""),
                        new Delta.ToolCall(0, null, null, ""),
                        new Delta.ToolCall(0, null, null, "{}"),
                        new Delta.Finish("tool_calls")))
                .filteredOn(delta -> delta.contains("{}\""))
                .hasSize(1);
    }

    @Test
    void aTextBesideCallsStays() {
        assertThat(plain(BEGIN, new Delta.Text("Look."), new Delta.ToolCall(0, "c", "f", "{}"), STOP))
                .contains("\"content\":\"Look.\",\"tool_calls\":[");
    }

    @Test
    void picturesAndCitationsStandWhereLitellmsClientsLookForThem() {
        Delta picture = new Delta.Image("image/png", "QQ==");
        Delta citation = new Delta.Citation((JsonValue.Obj) OddJson.read("{\"url\":\"u\"}"));

        assertThat(plain(BEGIN, picture, picture, citation, citation, STOP))
                .contains("\"content\":null,\"images\":[{\"type\":\"image_url\",\"index\":0,\"image_url\":{\"url\":"
                        + "\"data:image/png;base64,QQ==\",\"detail\":\"auto\"}},{\"type\":\"image_url\",\"index\":1,")
                .contains("\"provider_specific_fields\":{\"citations\":[{\"url\":\"u\"},{\"url\":\"u\"}]}");
        assertThat(deltas(BEGIN, picture, picture, citation, STOP).subList(1, 4))
                .containsExactly(
                        "{\"images\":[{\"type\":\"image_url\",\"index\":0,\"image_url\":{\"url\":\"data:image/png;base64,QQ==\",\"detail\":\"auto\"}}]}",
                        "{\"images\":[{\"type\":\"image_url\",\"index\":1,\"image_url\":{\"url\":\"data:image/png;base64,QQ==\",\"detail\":\"auto\"}}]}",
                        "{\"provider_specific_fields\":{\"citations\":[{\"url\":\"u\"}]}}");
    }

    @Test
    void anAnswerThatSaysNothingIsAnEmptyText() {
        assertThat(plain(BEGIN, STOP)).contains("\"message\":{\"role\":\"assistant\",\"content\":\"\"},");
        assertThat(plain()).contains("\"id\":\"\"", "\"finish_reason\":null}]}");
    }

    /** Details that a provider does not tell are not made up. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            -1 | -1 | -1 | ``
            6  | -1 | -1 | ,"prompt_tokens_details":{"cached_tokens":6,"cache_creation_tokens":0}
            -1 | 4  | -1 | ,"prompt_tokens_details":{"cached_tokens":0,"cache_creation_tokens":4}
            0  | 0  | -1 | ,"prompt_tokens_details":{"cached_tokens":0,"cache_creation_tokens":0}
            -1 | -1 | 3  | ,"completion_tokens_details":{"reasoning_tokens":3}
            -1 | -1 | 0  | ,"completion_tokens_details":{"reasoning_tokens":0}
            6  | 4  | 3  | ,"prompt_tokens_details":{"cached_tokens":6,"cache_creation_tokens":4},"completion_tokens_details":{"reasoning_tokens":3}
            """)
    void usageHasTheDetailsThatAreTold(long read, long written, long reasoning, String details) {
        assertThat(DeltaJson.usage(new Delta.Tokens(10, 5, read, written, reasoning)))
                .isEqualTo("{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15" + details + "}");
    }

    @Test
    void whatHasAPriceOfItsOwnIsTold() {
        Delta.Tokens special = new Delta.Tokens(10, 5, 0, 4, -1, new Delta.Special(3, 2, 1, "flex"));

        assertThat(DeltaJson.usage(special))
                .contains(
                        "\"cache_creation_token_details\":{\"ephemeral_5m_input_tokens\":1,\"ephemeral_1h_input_tokens\":3}")
                .contains("\"audio_tokens\":2")
                .contains("\"completion_tokens_details\":{\"image_tokens\":1}");
        assertThat(DeltaJson.tier(special)).isEqualTo(",\"service_tier\":\"flex\"");
        assertThat(DeltaJson.tier(new Delta.Tokens(1, 2))).isEmpty();
        assertThat(plain(BEGIN, STOP, special)).endsWith(",\"service_tier\":\"flex\"}");
        assertThat(DeltaJson.usage(special.with(new Delta.Special(9, 0, 0, null))))
                .contains("{\"ephemeral_5m_input_tokens\":0,\"ephemeral_1h_input_tokens\":4}", "\"audio_tokens\":0")
                .contains("\"image_tokens\":0");
    }

    @Test
    void aFailureIsAnErrorAndNoEndFollows() {
        Delta failure = new Delta.Failure(400, "Too long.", GatewayError.CONTEXT_WINDOW_EXCEEDED);

        assertThat(plain(BEGIN, new Delta.Text("a"), failure))
                .startsWith("{\"error\":{\"message\":\"Too long.\"")
                .contains(GatewayError.CONTEXT_WINDOW_EXCEEDED.code());
        List<String> chunks = chunks(BEGIN, new Delta.Text("a"), failure);
        assertThat(chunks).doesNotContain("[DONE]");
        assertThat(chunks.get(chunks.size() - 1)).startsWith("{\"error\":{\"message\":\"Too long.\"");
    }

    @Test
    void aStreamBeginsAlsoWithoutAName() {
        assertThat(chunks(new Delta.Text("a"), STOP).get(0))
                .startsWith("{\"id\":\"\",\"object\":\"chat.completion.chunk\"")
                .contains("\"delta\":{\"role\":\"assistant\"}");
        assertThat(chunks()).containsExactly("[DONE]");
    }

    private static String plain(Delta... deltas) {
        return Written.of(new CompletionWriter(7), deltas);
    }

    private static List<String> chunks(Delta... deltas) {
        return Written.events(new ChunkWriter(7), deltas);
    }

    private static List<String> deltas(Delta... deltas) {
        return chunks(deltas).stream()
                .filter(chunk -> chunk.contains("\"delta\":"))
                .map(chunk -> chunk.replaceFirst(".*\"delta\":(.*),\"finish_reason\":.*", "$1"))
                .toList();
    }
}
