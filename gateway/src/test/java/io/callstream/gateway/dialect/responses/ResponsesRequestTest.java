package io.callstream.gateway.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.dialect.SentRequest;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a chat that is asked by the Responses API. */
class ResponsesRequestTest {
    private static final DialectRig RESPONSES = DialectRig.of("model: openai/responses/gpt-5, api_key: k");
    private static final DialectRig DROPPING =
            DialectRig.of("model: openai/responses/gpt-5, api_key: k, drop_params: true");
    private static final String USER = "{\"role\":\"user\",\"content\":\"Hi\"}";
    private static final String LOOK = "{\"type\":\"function\",\"function\":{\"name\":\"look\"}}";

    private static String input(String... messages) {
        return RESPONSES.messages(messages).at("input");
    }

    private static String piece(String part) {
        return input("{\"role\":\"user\",\"content\":[" + part + "]}")
                .replaceFirst("^\\[\\{\"type\":\"message\",\"role\":\"user\",\"content\":\\[(.*)]}]$", "$1");
    }

    @ParameterizedTest
    @CsvSource({
        "openai/responses/gpt-5, '', https://api.openai.com/v1/responses",
        "openai/responses/gpt-5, 'https://a.example/v1', https://a.example/v1/responses",
        "azure/responses/gpt-5, 'https://r.openai.azure.com', https://r.openai.azure.com/openai/responses?api-version=2024-10-21",
        "azure/responses/gpt-5, 'https://r.openai.azure.com/openai/v1', https://r.openai.azure.com/openai/v1/responses",
    })
    void itIsAskedAtItsOwnPath(String model, String base, String url) {
        String address = base.isEmpty() ? "" : ", api_base: '" + base + "'";
        SentRequest sent =
                DialectRig.of("model: " + model + ", api_key: k" + address).chat("");

        assertThat("https://" + sent.headers().get("host") + sent.line().substring("POST ".length()))
                .isEqualTo(url);
        assertThat(sent.headers())
                .containsEntry(
                        model.startsWith("azure") ? "api-key" : "authorization",
                        model.startsWith("azure") ? "k" : "Bearer k");
    }

    @Test
    void messagesAreItems() {
        assertThat(
                        input(
                                "{\"role\":\"developer\",\"content\":\"Be.\"}",
                                USER,
                                "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"Yes\"},{\"type\":\"refusal\",\"refusal\":\"No\"}]}"))
                .isEqualTo(
                        "[{\"type\":\"message\",\"role\":\"system\",\"content\":[{\"type\":\"input_text\",\"text\":\"Be.\"}]},"
                                + "{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Hi\"}]},"
                                + "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"Yes\"},"
                                + "{\"type\":\"output_text\",\"text\":\"No\"}]}]");
    }

    @Test
    void callsResultsAndThoughtsAreItemsOfTheirOwn() {
        String assistant =
                "{\"role\":\"assistant\",\"content\":\"Let me see\",\"thinking_blocks\":[{\"thinking\":\"Hm\","
                        + "\"signature\":\"sealed\"},{\"thinking\":\"unsigned\"},{\"data\":\"hidden\"}],\"tool_calls\":[{\"id\":\"a\","
                        + "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"at\\\":1}\"}}]}";

        assertThat(input(USER, assistant, "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"red\"}"))
                .endsWith(
                        ",{\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"Hm\"}],\"encrypted_content\":"
                                + "\"sealed\"},{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"hidden\"},{\"type\":\"message\","
                                + "\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"Let me see\"}]},{\"type\":"
                                + "\"function_call\",\"call_id\":\"a\",\"name\":\"look\",\"arguments\":\"{\\\"at\\\":1}\"},{\"type\":"
                                + "\"function_call_output\",\"call_id\":\"a\",\"output\":\"red\"}]");
    }

    /** Ids of calls have 64 signs at most; Gemini's have a signature in them. */
    @Test
    void idsThatOtherProvidersMadeAreShort() {
        String id = "call_1__thought__" + "c2ln".repeat(50);
        String sent = input(
                USER,
                "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"" + id + "\",\"function\":{\"name\":\"look\"}}]}",
                "{\"role\":\"tool\",\"tool_call_id\":\"" + id + "\",\"content\":\"red\"}");
        String called = sent.replaceFirst(".*\"function_call\",\"call_id\":\"([^\"]*)\".*", "$1");

        assertThat(called).matches("[a-zA-Z0-9_-]{1,64}");
        assertThat(sent).contains("\"function_call_output\",\"call_id\":\"" + called + "\"");
    }

    @Test
    void aResultWithAPictureIsAListOfPieces() {
        assertThat(input(
                        USER,
                        "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"look\"}}]}",
                        "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":[{\"type\":\"text\",\"text\":\"here\"},{\"type\":"
                                + "\"image_url\",\"image_url\":{\"url\":\"https://a.example/a.png\"}}]}"))
                .endsWith(
                        "\"output\":[{\"type\":\"input_text\",\"text\":\"here\"},{\"type\":\"input_image\",\"detail\":\"auto\","
                                + "\"image_url\":\"https://a.example/a.png\"}]}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"image_url","image_url":{"url":"https://a.example/a.png"}} | {"type":"input_image","detail":"auto","image_url":"https://a.example/a.png"}
            {"type":"image_url","image_url":{"url":"https://a.example/a.png","detail":"low"}} | {"type":"input_image","detail":"low","image_url":"https://a.example/a.png"}
            {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"high"}} | {"type":"input_image","detail":"high","image_url":"data:image/png;base64,AAAA"}
            {"type":"file","file":{"file_id":"file-1"}} | {"type":"input_file","file_id":"file-1"}
            {"type":"file","file":{"file_data":"AAAA","filename":"a.pdf"}} | {"type":"input_file","filename":"a.pdf","file_data":"data:application/pdf;base64,AAAA"}
            {"type":"file","file":{"file_id":"https://a.example/a.pdf"}} | {"type":"input_file","file_url":"https://a.example/a.pdf"}
            {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}} | {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}
            """)
    void partsAreItsPieces(String part, String piece) {
        assertThat(piece(part)).isEqualTo(piece);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "temperature":0.5              | temperature       | 0.5
            "top_p":0.9                    | top_p             | 0.9
            "max_tokens":9                 | max_output_tokens | 9
            "max_completion_tokens":9      | max_output_tokens | 9
            "max_tokens":5,"max_completion_tokens":9 | max_output_tokens | 9
            "user":"u"                     | user              | "u"
            "service_tier":"flex"          | service_tier      | "flex"
            "prompt_cache_key":"p"         | prompt_cache_key  | "p"
            "previous_response_id":"resp_1" | previous_response_id | "resp_1"
            "include":["a"]                | include           | ["a"]
            "store":true                   | store             | true
            "seed":null                    | store             | false
            "verbosity":"low"              | text              | {"verbosity":"low"}
            "response_format":{"type":"text"} | text           | none
            "response_format":{"type":"json_object"} | text    | {"format":{"type":"json_object"}}
            "reasoning_effort":"low"       | reasoning         | {"effort":"low"}
            "reasoning":{"effort":"high"}  | reasoning         | {"effort":"high"}
            "reasoning_effort":{"effort":"low","summary":"auto"} | reasoning | {"effort":"low","summary":"auto"}
            "reasoning":{"summary":"auto"},"reasoning_effort":"low" | reasoning | {"effort":"low","summary":"auto"}
            "reasoning":{"effort":"high"},"reasoning_effort":"low" | reasoning | {"effort":"high"}
            "stream":true                  | stream            | true
            "tool_choice":"auto"           | tool_choice       | "auto"
            "tool_choice":"none"           | tool_choice       | "none"
            "tool_choice":"required"       | tool_choice       | "required"
            "tool_choice":{"type":"function","function":{"name":"look"}} | tool_choice | {"type":"function","name":"look"}
            "parallel_tool_calls":false    | parallel_tool_calls | false
            """)
    void parametersHaveTheNamesOfTheApi(String field, String name, String value) {
        assertThat(RESPONSES.chat(field).at(name)).isEqualTo(value);
    }

    @Test
    void aSchemaIsAFormatOfTheText() {
        assertThat(RESPONSES
                        .chat(
                                "\"verbosity\":\"high\",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\","
                                        + "\"strict\":true,\"schema\":{\"type\":\"object\"}}}")
                        .at("text"))
                .isEqualTo(
                        "{\"format\":{\"type\":\"json_schema\",\"name\":\"a\",\"schema\":{\"type\":\"object\"},\"strict\":true},"
                                + "\"verbosity\":\"high\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SEED\":1",
                "STOP\":\"x\"",
                "N\":2",
                "LOGIT_BIAS\":{\"1\":1}",
                "PRESENCE_PENALTY\":1",
                "LOGPROBS\":true"
            })
    void whatTheApiHasNotIsRefusedByItsNameOrLeftOut(String said) {
        String field = said.toLowerCase(Locale.ROOT);
        String name = field.substring(0, field.indexOf('"'));

        assertThat(RESPONSES.chatRefused("\"" + field))
                .isEqualTo(name + " | " + name
                        + ": OpenAI's Responses API, by which this model is asked, has no such parameter;"
                        + " leave it out, or set drop_params or additional_drop_params for the model.");
        assertThat(DROPPING.chat("\"" + field).body().fields().keySet()).containsExactly("model", "input", "store");
    }

    @Test
    void toolsOfTheProvidersOwnStandBehindTheOthersAsTheyAre() {
        assertThat(RESPONSES
                        .chat("\"tools\":[{\"type\":\"web_search\",\"filters\":{}}," + LOOK
                                + ",{\"type\":\"function\",\"function\":"
                                + "{\"name\":\"now\",\"description\":\"d\",\"parameters\":{\"a\":1},\"strict\":true}}]")
                        .at("tools"))
                .isEqualTo(
                        "[{\"type\":\"function\",\"name\":\"look\",\"parameters\":{\"type\":\"object\",\"properties\":{}},\"strict\":"
                                + "false},{\"type\":\"function\",\"name\":\"now\",\"description\":\"d\",\"parameters\":{\"a\":1},\"strict\":true},"
                                + "{\"type\":\"web_search\",\"filters\":{}}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "tools":[7]       | tools: only tools of the type `function` can be sent to this model's provider.
            "tools":{}        | tools: a list is expected.
            "tools":[{"type":"web_search"},{"type":"function"}] | tools: a function needs a name.
            """)
    void toolsThatAreNoneAreRefused(String field, String message) {
        assertThat(RESPONSES.chatRefused(field)).isEqualTo("tools | " + message);
    }

    @ParameterizedTest
    @CsvSource({"/v1/embeddings, embedding", "/v1/completions, text_completion"})
    void whatTheApiDoesNotAnswerIsRefused(String path, String call) {
        assertThat(RESPONSES.refused(path, "{\"model\":\"m\",\"input\":\"a\",\"prompt\":\"a\"}"))
                .isEqualTo("model | This model answers by OpenAI's Responses API only, which knows no " + call + "s.");
    }

    /** A deployment says its parameters as for chats, whichever API its model is asked by. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            max_tokens: 9            | max_output_tokens | 9
            temperature: 0.25        | temperature       | 0.25
            extra_body: {reasoning_effort: low} | reasoning | {"effort":"low"}
            truncation: auto         | truncation        | "auto"
            """)
    void whatTheDeploymentSaysGoesAlong(String params, String name, String value) {
        assertThat(DialectRig.of("model: openai/responses/gpt-5, api_key: k, " + params)
                        .chat("")
                        .at(name))
                .isEqualTo(value);
    }

    /** Clients of the Responses API get what the deployment says as far as it has a name there. */
    @Test
    void clientsOfTheApiKeepTheirWords() {
        SentRequest sent = DialectRig.of(
                        "model: openai/responses/gpt-5, api_key: k, max_tokens: 9, seed: 1, truncation: auto,"
                                + " additional_drop_params: [max_completion_tokens, user]")
                .sent("/v1/responses", "{\"model\":\"m\",\"input\":\"Hi\",\"user\":\"u\",\"max_output_tokens\":3}");

        assertThat(sent.body())
                .hasToString("{\"model\":\"gpt-5\",\"input\":\"Hi\",\"max_output_tokens\":9,\"truncation\":\"auto\"}");
    }
}
