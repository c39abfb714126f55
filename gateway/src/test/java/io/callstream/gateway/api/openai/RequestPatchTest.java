package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.ProviderBody;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider of OpenAI's form gets of a request: its own name of the model, usage asked for, and nothing that is said to the gateway. */
class RequestPatchTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"model":"m"}                          | {"model":"gpt"}
            { "model" : "m" , "n" : 1.50 }         | { "model" : "gpt" , "n" : 1.50 }
            {"n":1,"model":"m"}                    | {"n":1,"model":"gpt"}
            {"mod\\u0065l":"m"}                    | {"mod\\u0065l":"gpt"}
            {"model":"a\\"b\\\\"}                  | {"model":"gpt"}
            {"model":""}                           | {"model":"gpt"}
            {"model":null}                         | {"model":"gpt"}
            {"model":null,"n":1}                   | {"model":"gpt","n":1}
            {}                                     | {"model":"gpt"}
            { }                                    | {"model":"gpt" }
            {"n":1}                                | {"model":"gpt","n":1}
            {"tags":["a"]}                         | {"model":"gpt"}
            {"tags":["a"],"n":1}                   | {"model":"gpt","n":1}
            {"n":1,"tags":["a"]}                   | {"model":"gpt","n":1}
            {"model":"m","tags":["a"],"cache":{}}  | {"model":"gpt"}
            {"tags":["a"],"model":"m"}             | {"model":"gpt"}
            {"model":"m","metadata":{"a":1}}       | {"model":"gpt"}
            {"model":"m","metadata":{"a":1},"store":true}  | {"model":"gpt","metadata":{"a":1},"store":true}
            {"model":"m","metadata":{"a":1},"store":false} | {"model":"gpt","store":false}
            {"model":"m","metadata":{"a":1},"store":"true"} | {"model":"gpt","store":"true"}
            """)
    void theModelIsTheProvidersAndWhatIsSaidToTheGatewayIsCut(String body, String sent) throws InvalidRequestException {
        assertThat(sent(body, "path", false, true)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"model":"m"}                                       | {"stream_options":{"include_usage":true},"model":"gpt"}
            {"stream_options":{},"model":"m"}                   | {"stream_options":{"include_usage":true},"model":"gpt"}
            {"stream_options":{ },"model":"m"}                  | {"stream_options":{"include_usage":true },"model":"gpt"}
            {"stream_options":null,"model":"m"}                 | {"stream_options":{"include_usage":true},"model":"gpt"}
            {"stream_options":{"x":1},"model":"m"}              | {"stream_options":{"include_usage":true,"x":1},"model":"gpt"}
            {"stream_options":{"include_usage":false},"model":"m"} | {"stream_options":{"include_usage":true},"model":"gpt"}
            {"stream_options":{"x":1,"include_usage":null},"model":"m"} | {"stream_options":{"x":1,"include_usage":true},"model":"gpt"}
            {"model":"m","stream_options": {"include_usage" : true}} | {"model":"gpt","stream_options": {"include_usage" : true}}
            {"tags":["a"],"model":"m"}                          | {"stream_options":{"include_usage":true},"model":"gpt"}
            {"n":1}                                             | {"model":"gpt","stream_options":{"include_usage":true},"n":1}
            """)
    void usageIsAskedForWhateverTheClientSaid(String body, String sent) throws InvalidRequestException {
        JsonValue read = OddJson.read(sent(body, "path", true, true));

        assertThat(read).isEqualTo(OddJson.read(sent));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                      | true
            {"tags":["a"]}          | true
            {"n":1,"tags":["a"]}    | true
            {"stream_options":null} | true
            """)
    void withoutAModelInItABodyIsJsonAfterEveryChange(String body, boolean ask) throws InvalidRequestException {
        JsonValue.Obj read = (JsonValue.Obj) OddJson.read(sent(body, "path", ask, true));

        assertThat(read.text("model")).isEqualTo("gpt");
        assertThat(read.object("stream_options")).hasToString("{\"include_usage\":true}");
    }

    @Test
    void anotherGatewayGetsWhatIsSaidToGateways() throws InvalidRequestException {
        assertThat(sent("{\"model\":\"m\",\"tags\":[\"a\"],\"metadata\":{}}", null, false, false))
                .isEqualTo("{\"model\":\"gpt\",\"tags\":[\"a\"],\"metadata\":{}}");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "{\"model\":\"m\"}  | none | m",
                "{\"model\":\"m\"}  | p    | p",
                "{\"model\":null}   | p    | p",
                "{\"model\":null}   | none | none",
                "{}                 | none | none",
                "{}                 | p    | p",
            })
    void thePathsModelComesBeforeTheBodysAndNullIsNone(String body, @Nullable String path, @Nullable String model)
            throws InvalidRequestException {
        assertThat(OpenAiRequest.read(Slice.of(body), path).model()).isEqualTo(model);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"model":7}                                | Invalid 'model': expected one string.
            {"model":["m"]}                            | Invalid 'model': expected one string.
            {"stream":"true"}                          | Invalid 'stream': expected a boolean.
            {"stream":1}                               | Invalid 'stream': expected a boolean.
            {"stream_options":[]}                      | Invalid 'stream_options': expected one object.
            {"stream_options":true}                    | Invalid 'stream_options': expected one object.
            {"stream_options":{"include_usage":1}}     | Invalid 'stream_options.include_usage': expected a boolean.
            {"stream_options":{"include_usage":true,"include_usage":true}} | Invalid 'stream_options.include_usage': expected one boolean.
            {"no-log":"true"}                          | Invalid 'no-log': expected a boolean.
            {"turn_off_message_logging":"no"}          | Invalid 'turn_off_message_logging': expected a boolean.
            {"a":1,"a":2}                              | Invalid 'a': expected it once; the body has it twice.
            {"A b":1,"A b":2}                          | The request body has a field twice: expected each name once.
            """)
    void whatCannotBeIsRefusedByItsName(String body, String message) {
        assertThatThrownBy(() -> OpenAiRequest.read(Slice.of(body), null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"stream":true,"stream_options":{"include_usage":true}}  | true  | true  | true
            {"stream":true,"stream_options":{"include_usage":false}} | true  | false | true
            {"stream":true,"stream_options":null}                    | true  | false | true
            {"stream":false}                                         | false | false | false
            {"stream":null}                                          | false | false | false
            {}                                                       | false | false | false
            """)
    void aStreamAndItsUsageAreAskedFor(String body, boolean stream, boolean usage, boolean saysHow)
            throws InvalidRequestException {
        ApiRequest request = OpenAiRequest.read(Slice.of(body), null);

        assertThat(request.stream()).isEqualTo(stream);
        assertThat(request.asksUsage()).isEqualTo(usage);
        assertThat(request.saysHowToStream()).isEqualTo(saysHow);
    }

    @Test
    void aBodyIsTheSameInOnePieceInManyAndInABuffer() throws InvalidRequestException {
        ProviderBody body = OpenAiRequest.read(Slice.of("{\"model\":\"m\",\"tags\":[\"a\"],\"n\":1}"), null)
                .body(ModelName.of("gpt-4o"), true, true);

        ByteBuf out = Unpooled.buffer();
        body.writeTo(out);
        StringBuilder pieces = new StringBuilder();
        body.pieces().forEach(piece -> pieces.append(piece.text()));

        String whole = new String(body.toBytes(), StandardCharsets.UTF_8);
        assertThat(whole).isEqualTo("{\"stream_options\":{\"include_usage\":true},\"model\":\"gpt-4o\",\"n\":1}");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(whole);
        assertThat(pieces).hasToString(whole);
        assertThat(body.length()).isEqualTo(whole.length());
    }

    private static String sent(String body, @Nullable String path, boolean usage, boolean cut)
            throws InvalidRequestException {
        ProviderBody sent = OpenAiRequest.read(Slice.of(body), path).body(ModelName.of("gpt"), usage, cut);
        return new String(sent.toBytes(), StandardCharsets.UTF_8);
    }
}
