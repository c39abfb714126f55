package io.callstream.gateway.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.dialect.SentRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the parameters of a chat: Anthropic's own names, or a refusal that names what Anthropic has not. */
class AnthropicParametersTest {
    private static final DialectRig CLAUDE = DialectRig.of("model: anthropic/claude-haiku-4-5, api_key: k");
    private static final DialectRig NEWER = DialectRig.of("model: anthropic/claude-opus-4-6, api_key: k");
    private static final DialectRig NEWEST = DialectRig.of("model: anthropic/claude-sonnet-5, api_key: k");
    private static final DialectRig DROPPING =
            DialectRig.of("model: anthropic/claude-sonnet-5, api_key: k, drop_params: true");
    private static final String LOOK =
            "{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":{\"properties\":{}},\"strict\":true}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "temperature":0.5            | temperature    | 0.5
            "top_p":0.9                  | top_p          | 0.9
            "top_k":40                   | top_k          | 40
            "container":"c-1"            | container      | "c-1"
            "mcp_servers":[{"url":"u"}]  | mcp_servers    | [{"url":"u"}]
            "context_management":{"a":1} | context_management | {"a":1}
            "output_config":{"effort":"low"} | output_config | {"effort":"low"}
            "stop":"END"                 | stop_sequences | ["END"]
            "stop":["A","B"]             | stop_sequences | ["A","B"]
            "user":"u-1"                 | metadata       | {"user_id":"u-1"}
            "safety_identifier":"s-1"    | metadata       | {"user_id":"s-1"}
            "user":"u-1","safety_identifier":"s-1" | metadata | {"user_id":"u-1"}
            "service_tier":"auto"        | service_tier   | "auto"
            "service_tier":"standard_only" | service_tier | "standard_only"
            "service_tier":"default"     | service_tier   | "standard_only"
            "service_tier":"flex"        | service_tier   | none
            "stream":true                | stream         | true
            "stream":false               | stream         | none
            """)
    void theyHaveAnthropicsNames(String field, String name, String value) {
        assertThat(CLAUDE.chat(field).at(name)).isEqualTo(value);
    }

    /** Anthropic has to be told how long an answer may be, and a budget for thoughts has to fit into it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            "seed":null                      | 4096
            "max_tokens":100                 | 100
            "max_completion_tokens":100      | 100
            "max_completion_tokens":100,"max_tokens":5 | 100
            "max_tokens":"many"              | 4096
            "reasoning_effort":"high"        | 8192
            "reasoning_effort":"low"         | 4096
            "reasoning_effort":"high","max_tokens":4096 | 8192
            "reasoning_effort":"high","max_tokens":4097 | 4097
            "thinking":{"type":"enabled","budget_tokens":10000},"max_tokens":500 | 14096
            """)
    void thereIsRoomForAnAnswer(String fields, long tokens) {
        assertThat(CLAUDE.chat(fields).at("max_tokens")).isEqualTo(Long.toString(tokens));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none    | none | none
            minimal | {"type":"enabled","budget_tokens":1024} | none
            low     | {"type":"enabled","budget_tokens":1024} | none
            medium  | {"type":"enabled","budget_tokens":2048} | none
            high    | {"type":"enabled","budget_tokens":4096} | none
            xhigh   | {"type":"enabled","budget_tokens":8192} | none
            """)
    void olderModelsThinkWithABudget(String effort, String thinking, String config) {
        SentRequest sent = CLAUDE.chat("\"reasoning_effort\":\"" + effort + "\"");

        assertThat(sent.at("thinking")).isEqualTo(thinking);
        assertThat(sent.at("output_config")).isEqualTo(config);
    }

    @ParameterizedTest
    @CsvSource({
        "none, none, low",
        "minimal, adaptive, low",
        "low, adaptive, low",
        "medium, adaptive, medium",
        "high, adaptive, high",
        "xhigh, adaptive, max"
    })
    void newerModelsThinkByEffort(String effort, String thinking, String own) {
        SentRequest sent = NEWER.chat("\"reasoning_effort\":\"" + effort + "\"");

        assertThat(sent.at("thinking")).isEqualTo(thinking.equals("none") ? "none" : "{\"type\":\"adaptive\"}");
        assertThat(sent.at("output_config")).isEqualTo("{\"effort\":\"" + own + "\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "output_config":{"effort":"max"},"reasoning_effort":"low" | {"effort":"max"}
            "output_config":{"format":{"type":"x"}},"reasoning_effort":"low" | {"format":{"type":"x"},"effort":"low"}
            """)
    void anEffortOfAnthropicsOwnWins(String fields, String config) {
        assertThat(NEWER.chat(fields).at("output_config")).isEqualTo(config);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"enabled","budget_tokens":2000} | {"type":"adaptive"}
            {"type":"adaptive"}                     | {"type":"adaptive"}
            {"type":"disabled"}                     | {"type":"disabled"}
            """)
    void aBudgetThatTheModelRefusesIsItsOwnChoice(String thinking, String sent) {
        assertThat(NEWEST.chat("\"thinking\":" + thinking).at("thinking")).isEqualTo(sent);
        assertThat(NEWER.chat("\"thinking\":" + thinking).at("thinking")).isEqualTo(thinking);
    }

    @Test
    void anEffortThatNobodyKnowsIsRefused() {
        assertThat(CLAUDE.chatRefused("\"reasoning_effort\":\"lots\""))
                .isEqualTo(
                        "reasoning_effort | reasoning_effort: none, minimal, low, medium, high or xhigh is expected.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seed\":1",
                "logprobs\":true",
                "n\":2",
                "logit_bias\":{\"1\":1}",
                "presence_penalty\":1",
                "audio\":{}"
            })
    void whatAnthropicHasNotIsRefusedByItsNameOrLeftOut(String field) {
        String name = field.substring(0, field.indexOf('"'));

        assertThat(CLAUDE.chatRefused("\"" + field))
                .isEqualTo(name + " | " + name + ": Anthropic's models have no such parameter; leave it out, or set"
                        + " drop_params or additional_drop_params for the model.");
        assertThat(DROPPING.chat("\"" + field).body().fields().keySet())
                .containsExactly("model", "max_tokens", "messages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"temperature", "top_p", "top_k"})
    void samplingThatNewerModelsRefuseIsLeftOutOnlyWhereThatIsWanted(String name) {
        String field = "\"" + name + "\":1";

        assertThat(NEWEST.chat(field).at(name)).isEqualTo("1");
        assertThat(DROPPING.chat(field).at(name)).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "tool_choice":"auto"     | {"type":"auto"}
            "tool_choice":"none"     | {"type":"none"}
            "tool_choice":"required" | {"type":"any"}
            "tool_choice":{"type":"function","function":{"name":"look"}} | {"type":"tool","name":"look"}
            "parallel_tool_calls":false | {"type":"auto","disable_parallel_tool_use":true}
            "parallel_tool_calls":true  | none
            "parallel_tool_calls":false,"tool_choice":"required" | {"type":"any","disable_parallel_tool_use":true}
            "parallel_tool_calls":false,"tool_choice":"none"     | {"type":"none"}
            """)
    void aChoiceOfToolsSaysWhetherSeveralMayBeCalled(String field, String choice) {
        assertThat(CLAUDE.chat("\"tools\":[" + LOOK + "]," + field).at("tool_choice"))
                .isEqualTo(choice);
        assertThat(CLAUDE.chat(field).at("tool_choice")).isEqualTo("none");
    }

    @Test
    void aToolHasASchemaOfAnObject() {
        String others =
                ",{\"type\":\"function\",\"function\":{\"name\":\"now\"},\"cache_control\":{\"type\":\"ephemeral\"}},"
                        + "{\"type\":\"function\",\"function\":{\"name\":\"sum\",\"description\":\"Sums\",\"parameters\":{\"type\":\"x\"}}}";

        assertThat(CLAUDE.chat("\"tools\":[" + LOOK + others + "]").at("tools"))
                .isEqualTo(
                        "[{\"name\":\"look\",\"input_schema\":{\"type\":\"object\",\"properties\":{}},\"strict\":true},"
                                + "{\"name\":\"now\",\"input_schema\":{\"type\":\"object\",\"properties\":{}},\"cache_control\":{\"type\":"
                                + "\"ephemeral\"}},{\"name\":\"sum\",\"description\":\"Sums\",\"input_schema\":{\"type\":\"x\"}}]");
    }

    /** By the version in its name, wherever it stands in it. */
    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5-20250929, false, false",
        "claude-opus-4-6, true, false",
        "claude-opus-4.6, true, false",
        "claude-opus-4-7, true, true",
        "claude-sonnet-5, true, true",
        "claude-sonnet-5-20260801, true, true",
        "anthropic.claude-opus-5-5-v1:0, true, true",
        "claude-3-7-sonnet-20250219, false, false",
        "claude-sonnet-4-20250514, false, false",
        "claude-sonnet-10, true, true",
        "claude-latest, false, false",
        "gpt-5, false, false",
    })
    void aModelIsAskedByItsVersion(String model, boolean effort, boolean noBudgets) {
        assertThat(Generation.of(model).takesEffort()).isEqualTo(effort);
        assertThat(Generation.of(model).refusesBudgets()).isEqualTo(noBudgets);
    }
}
