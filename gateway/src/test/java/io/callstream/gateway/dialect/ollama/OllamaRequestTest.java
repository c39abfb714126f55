package io.callstream.gateway.dialect.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.dialect.SentRequest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to Ollama for a client's chat and embeddings. */
class OllamaRequestTest {
    private static final DialectRig OLLAMA = DialectRig.of("model: ollama/llama3");
    private static final DialectRig DROPPING = DialectRig.of("model: ollama/llama3, drop_params: true");
    private static final String USER = "{\"role\":\"user\",\"content\":\"Hi\"}";
    private static final String LOOK = "{\"type\":\"function\",\"function\":{\"name\":\"look\"}}";
    private static final String NOW = "{\"type\":\"function\",\"function\":{\"name\":\"now\"}}";

    @ParameterizedTest
    @CsvSource({
        "http://o.example:11434, /api/chat, /api/embed",
        "http://o.example/, /api/chat, /api/embed",
        "http://o.example/api, /api/chat, /api/embed",
        "http://o.example/api/, /api/chat, /api/embed",
        "http://o.example/api/generate, /api/chat, /api/embed",
        "http://o.example/api/chat/, /api/chat, /api/embed",
        "http://o.example/proxy/api/embed, /proxy/api/chat, /proxy/api/embed",
    })
    void peopleWriteTheServerOrItsApi(String base, String chat, String embed) {
        DialectRig rig = DialectRig.of("model: ollama/llama3, api_base: '" + base + "'");

        assertThat(rig.chat("").line()).isEqualTo("POST " + chat);
        assertThat(rig.sent("/v1/embeddings", "{\"model\":\"m\",\"input\":\"a\"}")
                        .line())
                .isEqualTo("POST " + embed);
    }

    @ParameterizedTest
    @CsvSource({
        "http://o.example/v1, true",
        "http://o.example/v1/, true",
        "http://o.example/v1/chat/completions, true",
        "http://o.example/proxy/v1, true",
        "http://o.example, false",
        "http://o.example/v10, false",
        "http://o.example/api, false",
    })
    void anAddressMayBeOpenAis(URI base, boolean openAis) {
        assertThat(OllamaDialect.isOpenAis(base)).isEqualTo(openAis);
        assertThat(DialectRig.of("model: ollama/llama3, api_base: '" + base + "'")
                        .dialect()
                        .form())
                .isEqualTo(openAis ? "openai" : "ollama");
    }

    @Test
    void aKeyIsSentWhereThereIsOne() {
        assertThat(DialectRig.of("model: ollama/llama3, api_key: k").chat("").headers())
                .containsEntry("authorization", "Bearer k");
        assertThat(OLLAMA.chat("").headers()).doesNotContainKey("authorization");
    }

    @Test
    void whatOllamaDoesNotAnswerIsRefused() {
        assertThat(OLLAMA.refused("/v1/completions", "{\"model\":\"m\",\"prompt\":\"a\"}"))
                .isEqualTo(
                        "model | Ollama's own API is asked for chat completions and embeddings only, not for text_completions; an"
                                + " api_base that ends in /v1 has the model asked in OpenAI's form.");
    }

    @Test
    void aConversationIsWritten() {
        String sent = OLLAMA.messages(
                        "{\"role\":\"system\",\"content\":\"Be.\"}",
                        "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"See\"},{\"type\":\"image_url\",\"image_url\":{\"url\":"
                                + "\"data:image/png;base64,AAAA\"}}]}",
                        "{\"role\":\"assistant\",\"content\":\"So\",\"thinking_blocks\":[{\"thinking\":\"Hm\"}],\"tool_calls\":[{\"id\":\"c\","
                                + "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"at\\\":1}\"}}]}",
                        "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":[{\"type\":\"text\",\"text\":\"red\"},{\"type\":\"image_url\","
                                + "\"image_url\":{\"url\":\"data:image/png;base64,BBBB\"}}]}",
                        "{\"role\":\"tool\",\"tool_call_id\":\"other\",\"content\":\"blue\"}")
                .at("messages");

        assertThat(sent)
                .isEqualTo(
                        "[{\"role\":\"system\",\"content\":\"Be.\"},{\"role\":\"user\",\"content\":\"See\",\"images\":[\"AAAA\"]},"
                                + "{\"role\":\"assistant\",\"content\":\"So\",\"thinking\":\"Hm\",\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":"
                                + "\"look\",\"arguments\":{\"at\":1}}}]},{\"role\":\"tool\",\"tool_name\":\"look\",\"tool_call_id\":\"c\",\"content\":"
                                + "\"red\",\"images\":[\"BBBB\"]},{\"role\":\"tool\",\"tool_call_id\":\"other\",\"content\":\"blue\"}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"role":"user","content":[{"type":"image_url","image_url":{"url":"https://a.example/a.png"}}]} | messages: Ollama fetches no images; send the image itself (data:image/png;base64,...).
            {"role":"user","content":[{"type":"input_audio","input_audio":{"data":"A","format":"wav"}}]} | messages: Ollama's models take text and images, neither audio nor files.
            {"role":"tool","tool_call_id":"c","content":[{"type":"file","file":{"file_data":"AAAA"}}]} | messages: Ollama's models take text and images, neither audio nor files.
            {"role":"assistant","tool_calls":[{"id":"c","function":{"name":"look","arguments":"[1]"}}]} | messages: the arguments of the tool call 'look' are no JSON object.
            {"role":"assistant","tool_calls":[{"id":"c","function":{"name":"look","arguments":"{"}}]} | messages: the arguments of the tool call 'look' are no JSON object.
            """)
    void whatOllamaTakesNotIsRefused(String message, String why) {
        assertThat(OLLAMA.messagesRefused(USER, message)).isEqualTo("messages | " + why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "temperature":0.5,"top_p":0.9,"seed":7 | options | {"temperature":0.5,"top_p":0.9,"seed":7}
            "max_tokens":9            | options | {"num_predict":9}
            "max_completion_tokens":9,"max_tokens":5 | options | {"num_predict":9}
            "max_tokens":5,"max_completion_tokens":9 | options | {"num_predict":9}
            "stop":"END"              | options | {"stop":["END"]}
            "num_ctx":8192,"mirostat":1 | options | {"num_ctx":8192,"mirostat":1}
            "options":{"num_ctx":1,"brand_new":2},"num_ctx":8192 | options | {"num_ctx":1,"brand_new":2}
            "n":1                     | options | none
            "keep_alive":"5m"         | keep_alive | "5m"
            "truncate":false          | truncate | false
            "shift":true              | shift   | true
            "stream":true             | stream  | true
            "stream":false            | stream  | false
            "response_format":{"type":"json_object"} | format | "json"
            "response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"b":1}}} | format | {"b":1}
            "format":"json"           | format  | "json"
            "think":"high","reasoning_effort":"low" | think | "high"
            "thinking":{"type":"enabled"} | think | true
            "thinking":{"type":"disabled"},"reasoning_effort":"low" | think | false
            "reasoning_effort":"none"    | think | false
            "reasoning_effort":"minimal" | think | "low"
            "reasoning_effort":"medium"  | think | "medium"
            "reasoning_effort":"xhigh"   | think | "max"
            """)
    void parametersHaveOllamasNames(String field, String name, String value) {
        assertThat(OLLAMA.chat(field).at(name)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\":2", "logprobs\":true", "logit_bias\":{\"1\":1}", "audio\":{}"})
    void whatOllamaHasNotIsRefusedByItsNameOrLeftOut(String field) {
        String name = field.substring(0, field.indexOf('"'));

        assertThat(OLLAMA.chatRefused("\"" + field))
                .isEqualTo(name + " | " + name
                        + ": Ollama's models have no such parameter; leave it out, or set drop_params or"
                        + " additional_drop_params for the model.");
        assertThat(DROPPING.chat("\"" + field).body().fields().keySet()).containsExactly("model", "messages", "stream");
    }

    /** The form has no choice of tools: the tools that are offered are the choice. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null       | true  | true
            "auto"     | true  | true
            "required" | true  | true
            "none"     | false | false
            {"type":"function","function":{"name":"now"}} | false | true
            """)
    void aChoiceIsWhatIsOffered(String choice, boolean look, boolean now) {
        SentRequest sent = OLLAMA.chat("\"tools\":[" + LOOK + "," + NOW + "],\"tool_choice\":" + choice);

        assertThat(sent.at("tools").contains("look")).isEqualTo(look);
        assertThat(sent.at("tools").contains("now")).isEqualTo(now);
    }

    @Test
    void callsOneByOneCannotBeHad() {
        assertThat(OLLAMA.chatRefused("\"parallel_tool_calls\":false,\"tools\":[" + LOOK + "," + NOW + "]"))
                .startsWith("parallel_tool_calls | parallel_tool_calls: Ollama's models cannot be kept from");
    }

    @Test
    void embeddingsAreAskedForInOneRequest() {
        assertThat(OLLAMA.sent(
                                "/v1/embeddings",
                                "{\"model\":\"m\",\"input\":[\"a\",\"b\"],\"dimensions\":3,\"truncate\":true,\"num_ctx\":9,\"keep_alive\":"
                                        + "\"5m\",\"encoding_format\":\"float\",\"user\":\"u\"}")
                        .body())
                .hasToString(
                        "{\"model\":\"llama3\",\"input\":[\"a\",\"b\"],\"truncate\":true,\"dimensions\":3,\"options\":{\"num_ctx\":9},"
                                + "\"keep_alive\":\"5m\"}");
        assertThat(OLLAMA.refused("/v1/embeddings", "{\"model\":\"m\",\"input\":\"a\",\"input_type\":\"x\"}"))
                .startsWith("input_type | input_type: Ollama's models have no such parameter");
    }

    @Test
    void whatTheDeploymentSaysGoesAlong() {
        assertThat(DialectRig.of("model: ollama/llama3, num_ctx: 4096, temperature: 0.25")
                        .chat("")
                        .at("options"))
                .isEqualTo("{\"num_ctx\":4096,\"temperature\":0.25}");
    }
}
