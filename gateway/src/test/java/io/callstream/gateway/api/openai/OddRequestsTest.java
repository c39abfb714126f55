package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.RequestChange;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of which one thing is odd: each is refused by a name, or goes on as JSON that says what the client said. */
class OddRequestsTest {
    private static final JsonValue WHOLE =
            OddJson.read("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                    + "\"stream\":true,\"stream_options\":{\"include_usage\":true},\"user\":\"u\",\"metadata\":{\"tags\":[\"a\"],\"session_id\":\"s\"},"
                    + "\"tags\":[\"b\"],\"no-log\":true,\"store\":true,\"num_retries\":2,\"timeout\":5,\"fallbacks\":[{\"g\":[\"h\"]}],"
                    + "\"cache\":{\"ttl\":5,\"no-cache\":true,\"namespace\":\"n\"},\"mock_delay\":1,\"mock_response\":\"Hi\","
                    + "\"extra_headers\":{\"x-a\":\"b\"},\"organization\":\"o\",\"extra_body\":{\"top_k\":1},"
                    + "\"additional_drop_params\":[\"seed\"],\"seed\":7,\"tools\":[{\"type\":\"function\"}],"
                    + "\"prompt_id\":\"p\",\"callbacks\":[\"c\"],\"temperature\":0.5}");

    @Test
    void eachIsRefusedOrGoesOn() throws Exception {
        int refused = 0;
        for (OddJson.Variant odd : OddJson.some(WHOLE, 15, 6)) {
            try {
                goesOn(odd, OpenAiRequest.read(odd.slice(), null));
            } catch (InvalidRequestException e) {
                refused++;
                assertThat(e.error()).as("%s", odd).isIn(GatewayError.INVALID_REQUEST, GatewayError.INVALID_JSON);
                assertThat(e.getMessage())
                        .as("%s", odd)
                        .contains("expected ")
                        .endsWith(".")
                        .hasSizeLessThan(400);
            }
        }
        assertThat(refused).isPositive();
    }

    private static void goesOn(OddJson.Variant odd, OpenAiRequest request) throws NoSuchAlgorithmException {
        for (boolean usage : new boolean[] {true, false}) {
            byte[] sent = request.body(ModelName.of("gpt"), usage, true).toBytes();
            JsonValue.Obj body = (JsonValue.Obj) OddJson.read(new String(sent, StandardCharsets.UTF_8));
            assertThat(body.text("model")).as("%s", odd).isEqualTo("gpt");
            assertThat(body.fields().keySet()).as("%s", odd).doesNotContain("tags", "cache", "prompt_id");
        }
        request.identify(MessageDigest.getInstance("SHA-256"));
        assertThat(request.info(Operation.CHAT_COMPLETION).body()).as("%s", odd).isNotNull();
        assertThat(request.metadata(name -> null)).as("%s", odd).isNotNull();
        assertThat(request.promptTokens()).as("%s", odd).isNotNegative();
        assertThat(RequestTexts.of(request.body())).as("%s", odd).isNotNull();
    }

    @Property(tries = 300)
    void noTextIsMoreThanRefused(@ForAll String text) {
        assertThatThrownBy(() -> OpenAiRequest.read(Slice.of(text), null))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.error()).isEqualTo(GatewayError.INVALID_JSON));
    }

    @Property(tries = 200)
    void everyTextOfAFieldGoesOnAsItIs(@ForAll String text) throws InvalidRequestException {
        String readable = Slice.of(text).text();
        String body = new JsonValue.Obj(Map.of("user", new JsonValue.Text(readable))).toString();

        OpenAiRequest request = OpenAiRequest.read(Slice.of(body), "m");

        byte[] sent = request.body(ModelName.of("gpt"), false, true).toBytes();
        assertThat(((JsonValue.Obj) OddJson.read(new String(sent, StandardCharsets.UTF_8))).text("user"))
                .isEqualTo(readable);
        assertThat(request.metadata(name -> null).endUser()).isEqualTo(readable);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"messages":[]}                       | ``  | n=2       | ``       | {"messages":[],"n":2}
            {"n":1}                               | ``  | n=2       | ``       | {"n":2}
            {"n":1,"a":2}                         | ``  | n=2       | ``       | {"a":2,"n":2}
            {"n":1}                               | ``  | ``        | n=2      | {"n":1}
            {"a":1}                               | ``  | ``        | n=2      | {"a":1,"n":2}
            {"n":null}                            | ``  | ``        | n=2      | {"n":null}
            {}                                    | ``  | ``        | ``       | {}
            {"max_tokens":5}                      | ``  | ``        | max_completion_tokens=6 | {"max_tokens":5}
            {"max_tokens":5}                      | ``  | max_completion_tokens=6 | `` | {"max_completion_tokens":6}
            {"max_completion_tokens":5}           | ``  | max_tokens=6 | ``    | {"max_tokens":6}
            {"m\\u0061x_tokens":5}                | ``  | max_tokens=6 | ``    | {"max_tokens":6}
            {"a":1}                               | {}  | ``        | ``       | {"a":1,"messages":[{}]}
            {"messages":null,"a":1}               | {}  | n=2       | ``       | {"a":1,"messages":[{}],"n":2}
            {"messages":[ 1 ],"a":1}              | {}  | n=2       | ``       | {"messages":[{}, 1 ],"a":1,"n":2}
            {"messages":[ ],"a":1}                | {},{} | n=2     | ``       | {"messages":[{},{} ],"a":1,"n":2}
            """)
    void aChangeTakesThePlaceOfTheClientsFieldsAndDefaultsDoNot(
            String body, String messages, String fields, String defaults, String changed)
            throws InvalidRequestException {
        OpenAiApi api = new OpenAiApi();
        ApiRequest read = api.read(Slice.of(body), "m");

        ApiRequest after =
                api.change(read, new RequestChange(messages, named(fields), named(defaults), null, null, null));

        assertThat(((OpenAiRequest) after).body().text()).isEqualTo(changed);
    }

    private static Map<String, String> named(String field) {
        return field.isEmpty()
                ? Map.of()
                : Map.of(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
    }

    @ParameterizedTest
    @CsvSource({"'\"a\"'", "7", "{}", "true"})
    void messagesAreNotPutBeforeWhatIsNoList(String messages) throws InvalidRequestException {
        OpenAiApi api = new OpenAiApi();
        ApiRequest read = api.read(Slice.of("{\"messages\":" + messages + "}"), "m");
        RequestChange change = new RequestChange("{}", Map.of(), Map.of(), null, null, null);

        assertThatThrownBy(() -> api.change(read, change))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("Invalid 'messages': expected a list of messages.");
    }
}
