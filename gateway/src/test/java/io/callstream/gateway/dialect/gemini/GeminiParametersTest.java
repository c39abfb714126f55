package io.callstream.gateway.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.dialect.SentRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the parameters of a chat: Gemini's own names, or a refusal that names what Gemini has not. */
class GeminiParametersTest {
    private static final DialectRig GEMINI = DialectRig.of("model: gemini/gemini-2.5-flash, api_key: k");
    private static final DialectRig DROPPING =
            DialectRig.of("model: gemini/gemini-2.5-flash, api_key: k, drop_params: true");
    private static final String LOOK = "{\"type\":\"function\",\"function\":{\"name\":\"look\"}}";
    private static final String NOW =
            "{\"type\":\"function\",\"function\":{\"name\":\"now\",\"description\":\"Time\",\"parameters\":{\"type\":\"object\"}}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "temperature":0.5                     | {"temperature":0.5}
            "top_p":0.9                           | {"topP":0.9}
            "top_k":40                            | {"topK":40}
            "presence_penalty":0.1                | {"presencePenalty":0.1}
            "frequency_penalty":-0.2              | {"frequencyPenalty":-0.2}
            "seed":7                              | {"seed":7}
            "max_tokens":100                      | {"maxOutputTokens":100}
            "max_completion_tokens":100           | {"maxOutputTokens":100}
            "max_completion_tokens":100,"max_tokens":5 | {"maxOutputTokens":100}
            "max_tokens":5,"max_completion_tokens":100 | {"maxOutputTokens":100}
            "stop":"END"                          | {"stopSequences":["END"]}
            "stop":["A","B"]                      | {"stopSequences":["A","B"]}
            "stop":null                           | none
            "response_format":{"type":"text"}     | none
            "response_format":{"type":"json_object"} | {"responseMimeType":"application/json"}
            "modalities":["text"]                 | none
            "modalities":["image"]                | {"responseModalities":["IMAGE"]}
            "modalities":["text","image"]         | {"responseModalities":["TEXT","IMAGE"]}
            """)
    void theyHaveGeminisNames(String field, String config) {
        assertThat(GEMINI.chat(field).at("generationConfig")).isEqualTo(config);
    }

    @Test
    void aSchemaIsWantedOfTheAnswer() {
        assertThat(GEMINI.chat(
                                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":"
                                        + "{\"type\":\"object\"}}}")
                        .at("generationConfig"))
                .isEqualTo("{\"responseMimeType\":\"application/json\",\"responseJsonSchema\":{\"type\":\"object\"}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "safety_settings":[{"category":"x"}] | safetySettings | [{"category":"x"}]
            "cached_content":"cachedContents/1"  | cachedContent  | "cachedContents/1"
            "service_tier":"flex"                | serviceTier    | "flex"
            "service_tier":"priority"            | serviceTier    | "priority"
            "service_tier":"auto"                | serviceTier    | none
            "service_tier":"default"             | serviceTier    | none
            """)
    void someStandBesideTheConfiguration(String field, String name, String value) {
        SentRequest sent = GEMINI.chat(field);

        assertThat(sent.at(name)).isEqualTo(value);
        assertThat(sent.at("generationConfig")).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"n\":1",
                "\"logprobs\":false",
                "\"logit_bias\":{}",
                "\"user\":\"u\"",
                "\"store\":true",
                "\"metadata\":{\"a\":\"b\"}",
                "\"stream_options\":{\"include_usage\":true}",
                "\"verbosity\":\"low\"",
                "\"parallel_tool_calls\":true"
            })
    void whatAsksForNothingIsLeftOut(String field) {
        assertThat(GEMINI.chat(field).body().fields().keySet()).containsExactly("contents");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "n":2                       | n
            "logprobs":true             | logprobs
            "top_logprobs":3            | top_logprobs
            "logit_bias":{"1":2}        | logit_bias
            "modalities":["text","audio"] | modalities
            "modalities":"image"        | modalities
            "audio":{"voice":"alloy"}   | audio
            """)
    void whatGeminiHasNotIsRefusedByItsNameOrLeftOut(String field, String name) {
        assertThat(GEMINI.chatRefused(field))
                .isEqualTo(name + " | " + name
                        + ": Gemini's models have no such parameter; leave it out, or set drop_params"
                        + " or additional_drop_params for the model.");
        assertThat(DROPPING.chat(field).body().fields().keySet()).containsExactly("contents");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "reasoning_effort":"none"    | {"thinkingBudget":0,"includeThoughts":false}
            "reasoning_effort":"disable" | {"thinkingBudget":0,"includeThoughts":false}
            "reasoning_effort":"minimal" | {"thinkingBudget":512,"includeThoughts":true}
            "reasoning_effort":"low"     | {"thinkingBudget":1024,"includeThoughts":true}
            "reasoning_effort":"medium"  | {"thinkingBudget":2048,"includeThoughts":true}
            "reasoning_effort":"high"    | {"thinkingBudget":4096,"includeThoughts":true}
            "reasoning_effort":"xhigh"   | {"thinkingBudget":8192,"includeThoughts":true}
            "thinking":{"type":"enabled","budget_tokens":2000} | {"thinkingBudget":2000,"includeThoughts":true}
            "thinking":{"type":"enabled"}  | {"thinkingBudget":-1,"includeThoughts":true}
            "thinking":{"type":"disabled"} | {"thinkingBudget":0,"includeThoughts":false}
            "reasoning_effort":"high","thinking":{"type":"disabled"} | {"thinkingBudget":0,"includeThoughts":false}
            """)
    void olderModelsThinkWithABudget(String field, String thinking) {
        assertThat(GEMINI.chat(field).at("generationConfig.thinkingConfig")).isEqualTo(thinking);
    }

    /** They cannot be kept from thinking, and refuse a budget of nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gemini-3-flash-preview    | none    | {"thinkingLevel":"low","includeThoughts":false}
            gemini-3-pro-preview      | disable | {"thinkingLevel":"low","includeThoughts":false}
            gemini-3-flash-preview    | minimal | {"thinkingLevel":"low","includeThoughts":true}
            gemini-3.5-flash          | low     | {"thinkingLevel":"low","includeThoughts":true}
            gemini-3.5-flash          | medium  | {"thinkingLevel":"medium","includeThoughts":true}
            gemini-3-pro-preview      | medium  | {"thinkingLevel":"high","includeThoughts":true}
            gemini-3.1-pro-preview    | medium  | {"thinkingLevel":"medium","includeThoughts":true}
            gemini-10-flash           | high    | {"thinkingLevel":"high","includeThoughts":true}
            gemini-3-flash-preview    | xhigh   | {"thinkingLevel":"high","includeThoughts":true}
            gemini-2.5-pro            | high    | {"thinkingBudget":4096,"includeThoughts":true}
            gemini-flash-latest       | low     | {"thinkingBudget":1024,"includeThoughts":true}
            gemini-2025               | low     | {"thinkingBudget":1024,"includeThoughts":true}
            """)
    void newerModelsThinkByLevel(String model, String effort, String thinking) {
        assertThat(DialectRig.of("model: gemini/" + model + ", api_key: k")
                        .chat("\"reasoning_effort\":\"" + effort + "\"")
                        .at("generationConfig.thinkingConfig"))
                .isEqualTo(thinking);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemini-2.5-flash", "gemini-3-flash-preview"})
    void anEffortThatNobodyKnowsIsRefused(String model) {
        assertThat(DialectRig.of("model: gemini/" + model + ", api_key: k")
                        .chatRefused("\"reasoning_effort\":\"lots\""))
                .isEqualTo(
                        "reasoning_effort | reasoning_effort: none, minimal, low, medium, high or xhigh is expected.");
    }

    @Test
    void toolsAreDeclared() {
        assertThat(GEMINI.chat("\"tools\":[" + LOOK + "," + NOW + "]").at("tools"))
                .isEqualTo("[{\"functionDeclarations\":[{\"name\":\"look\"},{\"name\":\"now\",\"description\":\"Time\","
                        + "\"parametersJsonSchema\":{\"type\":\"object\"}}]}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "auto"     | {"functionCallingConfig":{"mode":"AUTO"}}
            "none"     | {"functionCallingConfig":{"mode":"NONE"}}
            "required" | {"functionCallingConfig":{"mode":"ANY"}}
            {"type":"function","function":{"name":"look"}} | {"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["look"]}}
            null       | none
            """)
    void aChoiceOfToolsIsAMode(String choice, String config) {
        assertThat(GEMINI.chat("\"tools\":[" + LOOK + "],\"tool_choice\":" + choice)
                        .at("toolConfig"))
                .isEqualTo(config);
    }

    /** Google refuses it: "Function calling config is set without function_declarations." */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tool_choice\":\"auto\"",
                "\"tool_choice\":\"none\",\"tools\":[]",
                "\"web_search_options\":{},\"tool_choice\":\"auto\""
            })
    void thereIsNoChoiceAmongNoTools(String fields) {
        assertThat(GEMINI.chat(fields).at("toolConfig")).isEqualTo("none");
    }

    @Test
    void aSearchOfTheWebIsGooglesOwn() {
        assertThat(GEMINI.chat("\"web_search_options\":{\"search_context_size\":\"low\"}")
                        .at("tools"))
                .isEqualTo("[{\"googleSearch\":{}}]");
    }

    @Test
    void callsOneByOneCannotBeHadOfSeveralTools() {
        String several = "\"parallel_tool_calls\":false,\"tools\":[" + LOOK + "," + NOW + "]";

        assertThat(GEMINI.chatRefused(several))
                .isEqualTo(
                        "parallel_tool_calls | parallel_tool_calls: Gemini's models cannot be kept from calling several tools"
                                + " at once; leave it out, give one tool, or set drop_params or additional_drop_params for the model.");
        assertThat(DROPPING.chat(several).at("tools")).contains("look", "now");
        assertThat(GEMINI.chat("\"parallel_tool_calls\":false,\"tools\":[" + LOOK + "]")
                        .at("tools"))
                .contains("look");
    }
}
