package io.callstream.gateway.api.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.dialect.responses.ResponsesDialect;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request to the Responses API: what of it goes where, what it goes on from, and what only some providers can do. */
class ResponsesRequestTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "store":"false"                 | Invalid 'store': expected a boolean.
            "store":0                       | Invalid 'store': expected a boolean.
            "background":"true"             | Invalid 'background': expected a boolean.
            "background":1                  | Invalid 'background': expected a boolean.
            "previous_response_id":7        | Invalid 'previous_response_id': expected the id of a response.
            "previous_response_id":["r"]    | Invalid 'previous_response_id': expected the id of a response.
            "model":["m"]                   | Invalid 'model': expected one string.
            "stream":"true"                 | Invalid 'stream': expected a boolean.
            "extra_body":{"input":"a"}      | Invalid 'extra_body.input': expected it at the top of the body only.
            """)
    void whatDecidesAboutAConversationIsUnderstoodOrRefused(String field, String message) {
        assertThatThrownBy(() -> read("{\"input\":\"Hi\"," + field + "}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            ``                              | true  | none
            "store":true                    | true  | none
            "store":null                    | true  | none
            "store":false                   | false | none
            "previous_response_id":"resp_1" | true  | resp_1
            "previous_response_id":null     | true  | none
            "previous_response_id":""       | true  | ``
            "background":null               | true  | none
            """)
    void anAnswerIsKeptUnlessTheClientSaysNo(String field, boolean keeps, @Nullable String previous)
            throws InvalidRequestException {
        ResponsesRequest request = read("{\"input\":\"Hi\"" + (field.isEmpty() ? "" : "," + field) + "}");

        assertThat(request.keeps()).isEqualTo(keeps);
        assertThat(request.previous()).isEqualTo(previous);
    }

    @ParameterizedTest
    @CsvSource({"RESPONSES, true", "RESPONSE_COMPACT, false", "RESPONSE_TOKENS, false"})
    void onlyWhatIsAnsweredIsKept(Operation operation, boolean keeps) throws InvalidRequestException {
        ResponsesRequest request = ResponsesRequest.read(Slice.of("{\"input\":\"Hi\"}"), "resp_9", operation);

        assertThat(request.keeps()).isEqualTo(keeps);
    }

    @Test
    void aProviderOfTheSameFormGetsItAsItCameButForTheModelAndWhatIsSaidToTheGateway() throws InvalidRequestException {
        ResponsesRequest request = read("{\"model\":\"group\",\"input\":\"é\",\"temperature\":0.50,\"tags\":[\"a\"],"
                + "\"previous_response_id\":\"resp_1\",\"metadata\":{\"a\":\"b\"},\"something_new\":null}");

        assertThat(own(request))
                .isEqualTo("{\"model\":\"gpt-5\",\"input\":\"é\",\"temperature\":0.50,\"metadata\":{\"a\":\"b\"},"
                        + "\"something_new\":null}");
        assertThat(request.own("openai", ModelName.of("gpt-5"))).isNull();
    }

    @Test
    void parametersThatNoProviderIsToGetGoToNone() throws InvalidRequestException {
        ResponsesRequest request = read("{\"model\":\"m\",\"input\":\"Hi\",\"truncation\":\"auto\",\"temperature\":1,"
                + "\"additional_drop_params\":[\"truncation\",\"temperature\",\"input\"]}");

        assertThat(own(request)).isEqualTo("{\"model\":\"gpt-5\",\"input\":\"Hi\"}");
        assertThat(chat(request))
                .isEqualTo("{\"model\":\"gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }

    @Test
    void theProviderThatKeepsWhatItGoesOnFromIsToldWhichThatIs() throws InvalidRequestException {
        ResponsesRequest request = read("{\"model\":\"m\",\"input\":\"Hi\",\"previous_response_id\":\"resp_1\"}");

        assertThat(own(request.at("deployment-1")))
                .isEqualTo("{\"model\":\"gpt-5\",\"input\":\"Hi\",\"previous_response_id\":\"resp_1\"}");
        assertThat(request.at("deployment-1").deployment()).isEqualTo("deployment-1");
    }

    @Test
    void whatWasSaidBeforeIsPutBeforeTheInputWithoutThoughts() throws InvalidRequestException {
        ResponsesRequest request = read("{\"model\":\"m\",\"input\":\"Now?\",\"previous_response_id\":\"resp_1\"}");
        List<JsonValue> before = ((JsonValue.Arr) OddJson.read("[{\"role\":\"user\",\"content\":\"Hi\"},"
                        + "{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"s\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Hello\"}]"))
                .elements();

        ResponsesRequest whole = request.after(before);

        assertThat(own(whole))
                .isEqualTo("{\"model\":\"gpt-5\",\"input\":[{\"role\":\"user\",\"content\":\"Hi\"},"
                        + "{\"role\":\"assistant\",\"content\":\"Hello\"},{\"type\":\"message\",\"role\":\"user\","
                        + "\"content\":[{\"type\":\"input_text\",\"text\":\"Now?\"}]}]}");
        assertThat(chat(whole))
                .isEqualTo(
                        "{\"model\":\"gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\","
                                + "\"content\":\"Hello\",\"thinking_blocks\":[{\"type\":\"redacted_thinking\",\"data\":\"s\"}]},"
                                + "{\"role\":\"user\",\"content\":\"Now?\"}]}");
        assertThat(whole.previous()).isEqualTo("resp_1");
        assertThat(whole.id()).isEqualTo(request.id());
    }

    @Test
    void whatAStepHasChangedIsWrittenAnewForEveryProvider() throws InvalidRequestException {
        ResponsesRequest read = read("{\"model\":\"m\",\"input\":\"Hi\"}");
        ApiRequest other = read("{\"model\":\"m\",\"input\":\"Bye\"}").chat();

        ResponsesRequest changed = read.changed(other);

        assertThat(changed.own(ResponsesDialect.FORM, ModelName.of("gpt-5"))).isNull();
        assertThat(chat(changed))
                .isEqualTo("{\"model\":\"gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":\"Bye\"}]}");
        assertThat(changed.sent()).isEqualTo(read.sent());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "background":true                    | background   | background: answers in the background
            "conversation":"c"                   | conversation | conversation: it
            "prompt":{"id":"p"}                  | prompt       | prompt: it
            "max_tool_calls":3                   | max_tool_calls | max_tool_calls: it
            "tools":[{"type":"function","name":"f"},{"type":"web_search"}] | tools[1] | tools[1]: a tool of the type `web_search`
            "tools":[{"name":"f"}]               | tools[0]     | tools[0]: a tool without a type
            "tools":["f"]                        | tools[0]     | tools[0]: a tool without a type
            "input":[{"role":"user","content":"a"},{"type":"web_search_call","id":"w"}] | input[1] | input[1]: an item of the type `web_search_call`
            "input":[{"type":"item_reference","id":"i"}] | input[0] | input[0]: an item of the type `item_reference`
            """)
    void whatOnlyTheApiItselfCanDoIsRefusedForOtherForms(String field, String param, String what)
            throws InvalidRequestException {
        ResponsesRequest request = read("{\"model\":\"m\"," + field + "}");

        assertThat(request.beyond(ResponsesDialect.FORM)).isNull();
        UnsupportedRequestException beyond = request.beyond("openai");
        assertThat(beyond).isNotNull();
        assertThat(beyond.param()).isEqualTo(param);
        assertThat(beyond)
                .hasMessage(what + " can be sent only to a model whose provider speaks the Responses API itself; leave"
                        + " it out, or ask for such a model.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "background":false
            "conversation":null
            "tools":[{"type":"function","name":"f"}]
            "input":[{"role":"user","content":"a"},{"type":"message","role":"user","content":"b"}]
            "input":[{"type":"function_call","call_id":"c","name":"f"},{"type":"function_call_output","call_id":"c","output":""}]
            "input":[{"type":"reasoning","summary":[]}]
            """)
    void whatAChatCanSayGoesToEveryProvider(String field) throws InvalidRequestException {
        assertThat(read("{\"model\":\"m\"," + field + "}").beyond("openai")).isNull();
    }

    @Test
    void whatAnotherProviderKeepsNobodyElseCanGoOnFrom() throws InvalidRequestException {
        UnsupportedRequestException beyond = read("{\"model\":\"m\",\"input\":\"Hi\",\"previous_response_id\":\"r\"}")
                .at("deployment-1")
                .beyond("gemini");

        assertThat(beyond).isNotNull();
        assertThat(beyond.param()).isEqualTo("previous_response_id");
        assertThat(beyond).hasMessageStartingWith("previous_response_id: what that provider keeps can be sent only to");
    }

    @ParameterizedTest
    @CsvSource({"RESPONSE_COMPACT, /responses/compact", "RESPONSE_TOKENS, /responses/input_tokens"})
    void whatIsNotAnsweredNeedsAProviderOfTheApi(Operation operation, String path) throws InvalidRequestException {
        ResponsesRequest request = ResponsesRequest.read(Slice.of("{\"input\":\"Hi\"}"), "resp_9", operation);

        UnsupportedRequestException beyond = request.beyond("openai");

        assertThat(request.beyond(ResponsesDialect.FORM)).isNull();
        assertThat(beyond).isNotNull();
        assertThat(beyond.param()).isEqualTo("model");
        assertThat(beyond)
                .hasMessage("The model's provider has no " + path
                        + ": only those have that speak OpenAI's Responses API themselves (`responses_api`).");
    }

    @Test
    void itShowsNothingOfWhatIsAsked() throws InvalidRequestException {
        assertThat(read("{\"input\":\"secret\"}")).hasToString("ResponsesRequest[...]");
    }

    @Test
    void aRequestOfAnotherApiIsNone() throws InvalidRequestException {
        ApiRequest chat = read("{\"input\":\"Hi\"}").chat();

        assertThatThrownBy(() -> ResponsesRequest.of(chat))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("OpenAiRequest");
    }

    private static ResponsesRequest read(String body) throws InvalidRequestException {
        return ResponsesRequest.read(Slice.of(body), "resp_9", Operation.RESPONSES);
    }

    private static String own(ResponsesRequest request) {
        Slice own = request.own(ResponsesDialect.FORM, ModelName.of("gpt-5"));
        return own == null ? "nothing" : own.text();
    }

    private static String chat(ResponsesRequest request) {
        return new String(request.body(ModelName.of("gpt-5"), false, true).toBytes(), StandardCharsets.UTF_8);
    }
}
