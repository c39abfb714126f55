package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an entry adds to each request, and takes from it. */
class CallParametersReaderTest {
    private static CallParameters read(String params) {
        return Configs.deployment("model: openai/m, " + params).endpoint().parameters();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "temperature: 0.5                    | temperature      | 0.5",
                "temperature: 0                      | temperature      | 0",
                "max_tokens: 7                       | max_tokens       | 7",
                "top_k: 40                           | top_k            | 40",
                "stop: [a, b]                        | stop             | [\"a\",\"b\"]",
                "response_format: {type: json_object} | response_format | {\"type\":\"json_object\"}",
                "store: false                        | store            | false",
                "reasoning_effort: low               | reasoning_effort | \"low\"",
                "user: \"a\\\"b\"                    | user             | \"a\\\"b\"",
                "extra_body: {top_k: 40}             | top_k            | 40",
            })
    void aParameterIsSentUnlessTheClientSaysIt(String params, String name, String json) {
        assertThat(read(params).defaults()).isEqualTo(Map.of(name, json));
        assertThat(read(params).forced()).isEmpty();
        assertThat(read(params).leaveBody()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"temperature, 1", "max_completion_tokens, 5", "dimensions, 3", "user, 7"})
    void aParameterOfOpenAisInTheExtraBodyWinsOverTheClients(String name, String value) {
        CallParameters read = read("extra_body: {" + name + ": " + value + "}");

        assertThat(read.forced()).isEqualTo(Map.of(name, value));
        assertThat(read.defaults()).isEmpty();
        assertThat(read.leaveBody()).isFalse();
    }

    @Test
    void whatIsDroppedIsNeverSent() {
        CallParameters read = read(
                "additional_drop_params: [temperature, top_k, seed], temperature: 1, extra_body: {seed: 1, top_k: 2}");

        assertThat(read.dropped()).isEqualTo(Set.of("temperature", "top_k", "seed"));
        assertThat(read.defaults()).isEmpty();
        assertThat(read.forced()).isEmpty();
        assertThat(read.leaveBody()).isFalse();
    }

    @Test
    void anEntryThatSaysNothingLeavesBodiesAsTheyAre() {
        assertThat(read("api_key: k")).isEqualTo(CallParameters.NONE);
        assertThat(read("api_key: k").leaveBody()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "stream", "stream_options", "messages", "prompt", "input", "a.b", "tools[0]"})
    void whatTheGatewayItselfSaysCannotBeDropped(String name) {
        assertThat(Configs.wrong("model: openai/m, additional_drop_params: [seed, '" + name + "']", Map.of()))
                .containsExactly("additional_drop_params: has '" + name
                        + "', which cannot be dropped (top-level parameters can)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "stream", "stream_options", "messages", "prompt", "input"})
    void norCanItStandInTheExtraBody(String name) {
        assertThat(Configs.wrong("model: openai/m, extra_body: {" + name + ": x}", Map.of()))
                .containsExactly("extra_body." + name + ": is the gateway's to say, and cannot stand in extra_body");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "extra_body: 7                       | extra_body: expected a mapping of keys to values",
                "headers: [a]                        | headers: expected a mapping of keys to values",
                "headers: {x-a: [b]}                 | headers.x-a: expected a single value",
                "additional_drop_params: {a: b}      | additional_drop_params: expected a single value",
                "organization: [a]                   | organization: expected a single value",
                "mock_timeout: 3                     | mock_timeout: is '3' (expected true or false)",
                "mock_delay: 9001ms                  | mock_delay: is out of range (expected 0 to 9 s)",
                "mock_delay: soon                    | mock_delay: is 'soon' (expected a span of time such as 500ms, 30s or"
                        + " 5m)",
                "top_k: .inf                         | top_k: holds a number that JSON has not",
                "top_k: {a: os.environ/NO}           | top_k: needs environment variable NO, which is not set",
            })
    void whatIsWrongIsNamed(String params, String problem) {
        assertThat(Configs.wrong("model: openai/m, " + params, Map.of())).containsExactly(problem);
    }

    /** LiteLLM reads them for itself; they are nobody's parameter. */
    @Test
    void aKeyOfLitellmsIsNoParameter() {
        GatewayConfig config = Configs.read(Configs.entry("model: openai/m, fallbacks: [a], max_file_size_mb: 3"));

        assertThat(config.deployments().get(0).endpoint().parameters().defaults())
                .isEmpty();
        assertThat(config.ignoredKeys()).contains("model_list[0].litellm_params.fallbacks");
    }

    @Test
    void aCredentialOfNobodysIsNotSentToTheProvider() {
        GatewayConfig config = Configs.read(Configs.entry("model: openai/m, my_vault_token: sk-secret"));

        assertThat(config.deployments().get(0).endpoint().parameters().defaults())
                .isEmpty();
        assertThat(config.notes().unknown()).containsExactly("model_list[0].litellm_params.my_vault_token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mock_response: Hello                  | Hello                  |       | false | 0",
                "mock_response: 7                      | 7                      |       | false | 0",
                "mock_response: [0.1, 2]               | [0.1,2]                |       | false | 0",
                "mock_response: litellm.RateLimitError | litellm.RateLimitError |       | false | 0",
                "mock_tool_calls: [{id: a}]            |                        | [{\"id\":\"a\"}] | false | 0",
                "mock_timeout: true, mock_delay: 9     |                        |       | true  | 9000",
                "mock_response: Hi, mock_delay: 50ms   | Hi                     |       | false | 50",
            })
    void anAnswerMayBeMadeUp(
            String params, @Nullable String response, @Nullable String toolCalls, boolean timeout, long millis) {
        assertThat(read(params).mock())
                .isEqualTo(new MockAnswer(response, toolCalls, timeout, null, Duration.ofMillis(millis)));
        assertThat(read(params).mock().none()).isFalse();
    }

    @Test
    void aDelayAloneMakesUpNothing() {
        assertThat(read("mock_delay: 1").mock().none()).isTrue();
        assertThat(MockAnswer.NONE.none()).isTrue();
    }

    @Test
    void whatARequestSaysTakesThePlaceOfEachPart() {
        MockAnswer entry = read("mock_response: Hi, mock_delay: 1").mock();

        assertThat(entry.withResponse("Ho")).isEqualTo(new MockAnswer("Ho", null, false, null, Duration.ofSeconds(1)));
        assertThat(entry.withToolCalls("[]")).isEqualTo(new MockAnswer("Hi", "[]", false, null, Duration.ofSeconds(1)));
        assertThat(entry.withTimeout(true)).isEqualTo(new MockAnswer("Hi", null, true, null, Duration.ofSeconds(1)));
        assertThat(MockAnswer.NONE.withTimeout(true).none()).isFalse();
        assertThat(MockAnswer.NONE.withToolCalls("[]").none()).isFalse();
        assertThat(MockAnswer.NONE.withFailure("x").none()).isFalse();
        assertThat(entry.withFailure("x").failure()).isEqualTo("x");
        assertThat(entry.withDelay(Duration.ZERO).delay()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 9_001})
    void aDelayOfACallIsAtMostNineSeconds(long millis) {
        assertThatThrownBy(() -> MockAnswer.NONE.withDelay(Duration.ofMillis(millis)))
                .hasMessageContaining("expected 0 to 9 s");
    }

    /** An entry with a prompt may lead to another one, which has the address and the key. */
    @Test
    void anEntryThatLeadsElsewhereKeepsItsParametersAndNeedsNoAddress() {
        GatewayConfig config = Configs.read("""
                model_list:
                  - {model_name: m, litellm_params: {model: openai/m}}
                  - model_name: greeting
                    litellm_params: {model: langfuse/m, prompt_id: hello, temperature: 0.5, api_keys: [a], weight: 3, timeout: 9}
                """);

        assertThat(config.deployments()).hasSize(1);
        assertThat(config.models().aliases()).containsEntry("greeting", new ModelAlias("m", false));
        assertThat(config.models().prompts().groups().get("greeting").rules().defaults())
                .isEqualTo(Map.of("temperature", "0.5"));
        assertThat(config.ignoredKeys())
                .containsAll(List.of(
                        "model_list[1].litellm_params.api_keys",
                        "model_list[1].litellm_params.weight",
                        "model_list[1].litellm_params.timeout"));
    }

    @Test
    void noValueIsPrinted() {
        assertThat(
                        read(
                                "headers: {x-a: sk-secret}, temperature: 1, extra_body: {seed: 2}, additional_drop_params: [n]"))
                .hasToString("CallParameters[headers=[x-a], defaults=[temperature], forced=[seed], dropped=[n]]");
    }

    @ParameterizedTest
    @CsvSource({
        "temperature, true,  false, false",
        "tools,       true,  false, false",
        "dimensions,  false, true,  false",
        "top_k,       true,  true,  true",
        "user,        true,  true,  true",
    })
    void aParameterGoesToEndpointsThatTakeIt(String name, boolean text, boolean embeddings, boolean others) {
        assertThat(OpenAiParameters.suits(name, OpenAiParameters.Taker.TEXT)).isEqualTo(text);
        assertThat(OpenAiParameters.suits(name, OpenAiParameters.Taker.EMBEDDINGS))
                .isEqualTo(embeddings);
        assertThat(OpenAiParameters.suits(name, OpenAiParameters.Taker.OTHERS)).isEqualTo(others);
    }

    @Test
    void twoNamesOfOneParameterAreKnown() {
        assertThat(OpenAiParameters.otherName("max_tokens")).isEqualTo("max_completion_tokens");
        assertThat(OpenAiParameters.otherName("max_completion_tokens")).isEqualTo("max_tokens");
        assertThat(OpenAiParameters.otherName("seed")).isEqualTo("seed");
        assertThat(OpenAiParameters.ofChats("seed")).isTrue();
        assertThat(OpenAiParameters.ofChats("dimensions")).isFalse();
        assertThat(OpenAiParameters.ofChats()).isSorted().contains("seed", "tools");
    }
}
