package io.callstream.gateway.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.dialect.SentRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to Cohere for a client's chat, embeddings and rankings. */
class CohereRequestTest {
    private static final DialectRig COHERE = DialectRig.of("model: cohere/command-a, api_key: k");
    private static final DialectRig DROPPING = DialectRig.of("model: cohere/command-a, api_key: k, drop_params: true");
    private static final String USER = "{\"role\":\"user\",\"content\":\"Hi\"}";
    private static final String LOOK = "{\"type\":\"function\",\"function\":{\"name\":\"look\"}}";
    private static final String NOW = "{\"type\":\"function\",\"function\":{\"name\":\"now\"}}";

    @ParameterizedTest
    @CsvSource({
        "https://c.example, /v2",
        "https://c.example/, /v2",
        "https://c.example/v1, /v2",
        "https://c.example/v2/, /v2",
        "https://c.example/v2/chat, /v2",
        "https://c.example/v1/rerank, /v2",
        "https://c.example/compatibility/v1, /v2",
        "https://c.example/proxy, /proxy/v2",
        "https://c.example/proxy/v2/embed/, /proxy/v2",
    })
    void addressesForOtherVersionsAndFormsLeadToTheSecond(String base, String stem) {
        DialectRig rig = DialectRig.of("model: cohere/command-a, api_key: k, api_base: '" + base + "'");

        assertThat(rig.chat("").line()).isEqualTo("POST " + stem + "/chat");
        assertThat(rig.sent("/v1/embeddings", "{\"model\":\"m\",\"input\":\"a\"}")
                        .line())
                .isEqualTo("POST " + stem + "/embed");
        assertThat(rig.sent("/v1/rerank", "{\"model\":\"m\",\"query\":\"a\",\"documents\":[\"b\"]}")
                        .line())
                .isEqualTo("POST " + stem + "/rerank");
    }

    @Test
    void aRankingHasTheSameFormInClientsHands() {
        SentRequest sent =
                COHERE.sent("/v1/rerank", "{\"model\":\"m\",\"query\":\"a\",\"documents\":[\"b\"],\"top_n\":1}");

        assertThat(sent.body())
                .hasToString("{\"model\":\"command-a\",\"query\":\"a\",\"documents\":[\"b\"],\"top_n\":1}");
        assertThat(sent.headers()).containsEntry("authorization", "Bearer k");
    }

    @Test
    void whatCohereDoesNotAnswerIsRefused() {
        assertThat(COHERE.refused("/v1/completions", "{\"model\":\"m\",\"prompt\":\"a\"}"))
                .isEqualTo(
                        "model | Cohere's models answer chat completions, embeddings and rankings only, not text_completions.");
    }

    @Test
    void aConversationIsWritten() {
        String sent = COHERE.messages(
                        "{\"role\":\"developer\",\"content\":\"Be.\"}",
                        "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]}",
                        "{\"role\":\"assistant\",\"content\":null,\"thinking_blocks\":[{\"thinking\":\"Hm\"},{\"data\":\"d\"}],\"tool_calls\":"
                                + "[{\"id\":\"c\",\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]}",
                        "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":[{\"type\":\"text\",\"text\":\"r\"},{\"type\":\"text\",\"text\":"
                                + "\"ed\"}]}")
                .at("messages");

        assertThat(sent)
                .isEqualTo(
                        "[{\"role\":\"system\",\"content\":\"Be.\"},{\"role\":\"user\",\"content\":\"ab\"},{\"role\":\"assistant\","
                                + "\"content\":[{\"type\":\"thinking\",\"thinking\":\"Hm\"}],\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":"
                                + "\"red\"}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"url":"https://a.example/a.png"} | {"url":"https://a.example/a.png"}
            {"url":"data:image/png;base64,AAAA","detail":"low"} | {"url":"data:image/png;base64,AAAA","detail":"low"}
            """)
    void imagesAreSeen(String image, String sent) {
        assertThat(COHERE.messages("{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":" + image
                                + "}]}")
                        .at("messages"))
                .isEqualTo("[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":" + sent + "}]}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"role":"user","content":[{"type":"input_audio","input_audio":{"data":"A","format":"wav"}}]} | messages: Cohere's models take text and images, neither audio nor files.
            {"role":"user","content":[{"type":"file","file":{"file_data":"AAAA"}}]} | messages: Cohere's models take text and images, neither audio nor files.
            {"role":"tool","tool_call_id":"c","content":[{"type":"image_url","image_url":{"url":"https://a.example"}}]} | messages: results of tools that Cohere's models take are text only.
            """)
    void whatCohereTakesNotIsRefused(String message, String why) {
        assertThat(COHERE.messagesRefused(USER, message)).isEqualTo("messages | " + why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "temperature":0.5      | temperature | 0.5
            "top_p":0.9            | p           | 0.9
            "top_k":40             | k           | 40
            "seed":7               | seed        | 7
            "max_tokens":9         | max_tokens  | 9
            "max_completion_tokens":9,"max_tokens":5 | max_tokens | 9
            "max_tokens":5,"max_completion_tokens":9 | max_tokens | 9
            "presence_penalty":0.1 | presence_penalty | 0.1
            "frequency_penalty":0.1 | frequency_penalty | 0.1
            "stop":"END"           | stop_sequences | ["END"]
            "stop":["A"]           | stop_sequences | ["A"]
            "documents":[{"a":1}]  | documents   | [{"a":1}]
            "safety_mode":"OFF"    | safety_mode | "OFF"
            "stream":true          | stream      | true
            "n":1                  | stream      | false
            "response_format":{"type":"json_object"} | response_format | {"type":"json_object"}
            "response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"b":1}}} | response_format | {"type":"json_object","json_schema":{"b":1}}
            "response_format":{"type":"text"} | response_format | none
            "reasoning_effort":"none" | thinking | {"type":"disabled"}
            "reasoning_effort":"low"  | thinking | {"type":"enabled"}
            "thinking":{"type":"enabled","budget_tokens":9} | thinking | {"type":"enabled","token_budget":9}
            "thinking":{"type":"enabled","budget_tokens":9,"token_budget":7} | thinking | {"type":"enabled","token_budget":7}
            "thinking":{"type":"disabled","token_budget":7},"reasoning_effort":"low" | thinking | {"type":"disabled"}
            """)
    void parametersHaveCoheresNames(String field, String name, String value) {
        assertThat(COHERE.chat(field).at(name)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\":2", "logprobs\":true", "logit_bias\":{\"1\":1}", "web_search_options\":{}"})
    void whatCohereHasNotIsRefusedByItsNameOrLeftOut(String field) {
        String name = field.substring(0, field.indexOf('"'));

        assertThat(COHERE.chatRefused("\"" + field))
                .isEqualTo(name + " | " + name
                        + ": Cohere's models have no such parameter; leave it out, or set drop_params or"
                        + " additional_drop_params for the model.");
        assertThat(DROPPING.chat("\"" + field).body().fields().keySet()).containsExactly("model", "messages", "stream");
    }

    /** A tool that is named is the only one that is offered, and required. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null       | look now | none
            "auto"     | look now | none
            "none"     | look now | "NONE"
            "required" | look now | "REQUIRED"
            {"type":"function","function":{"name":"now"}} | now | "REQUIRED"
            """)
    void aChoiceOfTools(String choice, String offered, String sent) {
        SentRequest request = COHERE.chat("\"tools\":[" + LOOK + "," + NOW + "],\"tool_choice\":" + choice);

        assertThat(request.at("tools").contains("look")).isEqualTo(offered.contains("look"));
        assertThat(request.at("tools")).contains("now");
        assertThat(request.at("tool_choice")).isEqualTo(sent);
        assertThat(COHERE.chat("\"tool_choice\":" + choice).at("tool_choice")).isEqualTo("none");
    }

    @Test
    void callsOneByOneCannotBeHad() {
        assertThat(COHERE.chatRefused("\"parallel_tool_calls\":false,\"tools\":[" + LOOK + "," + NOW + "]"))
                .startsWith("parallel_tool_calls | parallel_tool_calls: Cohere's models cannot be kept from");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "user":"u"                  | {"model":"command-a","texts":["a"],"input_type":"search_document","embedding_types":["float"]}
            "input_type":"search_query","dimensions":3,"truncate":"END","max_tokens":9,"priority":1 | {"model":"command-a","texts":["a"],"input_type":"search_query","embedding_types":["float"],"output_dimension":3,"max_tokens":9,"truncate":"END","priority":1}
            """)
    void embeddingsAreForDocumentsUnlessSomebodySaysOtherwise(String field, String body) {
        assertThat(COHERE.sent("/v1/embeddings", "{\"model\":\"m\",\"input\":\"a\"," + field + "}")
                        .body())
                .hasToString(body);
    }

    @Test
    void whatTheDeploymentSaysGoesAlong() {
        DialectRig chats = DialectRig.of("model: cohere/command-a, api_key: k, temperature: 0.25");
        DialectRig embeddings = DialectRig.of("model: cohere/embed-v4, api_key: k, input_type: clustering");

        assertThat(chats.chat("\"stop\":null").at("temperature")).isEqualTo("0.25");
        assertThat(embeddings
                        .sent("/v1/embeddings", "{\"model\":\"m\",\"input\":\"a\"}")
                        .at("input_type"))
                .isEqualTo("\"clustering\"");
    }
}
