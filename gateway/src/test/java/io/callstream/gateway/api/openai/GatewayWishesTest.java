package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.config.MockAnswer;
import io.callstream.gateway.provider.CacheControl;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields of LiteLLM's that are said to the gateway: about the cache, made-up answers, extra headers and fields, dropped parameters. */
class GatewayWishesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            {"ttl":60}                       | 60   | none | false | false | none | none
            {"ttl":60.9}                     | 60   | none | false | false | none | none
            {"ttl":0}                        | 0    | none | false | false | none | none
            {"ttl":999999999}                | 999999999 | none | false | false | none | none
            {"ttl":null}                     | none | none | false | false | none | none
            {"s-maxage":5}                   | none | 5    | false | false | none | none
            {"s-max-age":5}                  | none | 5    | false | false | none | none
            {"no-cache":true}                | none | none | true  | false | none | none
            {"no-cache":false}               | none | none | false | false | none | none
            {"no-cache":null}                | none | none | false | false | none | none
            {"no-store":true}                | none | none | false | true  | none | none
            {"namespace":"n"}                | none | none | false | false | n    | none
            {"namespace":null}               | none | none | false | false | none | none
            {"use-cache":true}               | none | none | false | false | none | true
            {"use-cache":false}              | none | none | false | false | none | false
            {"use-cache":null}               | none | none | false | false | none | none
            {"something":[1],"ttl":1}        | 1    | none | false | false | none | none
            {}                               | none | none | false | false | none | none
            null                             | none | none | false | false | none | none
            true                             | none | none | false | false | none | none
            "no-cache"                       | none | none | false | false | none | none
            ["no-cache"]                     | none | none | false | false | none | none
            """)
    void theCacheIsControlledByAnObject(
            String cache,
            @Nullable Long ttl,
            @Nullable Long age,
            boolean noCache,
            boolean noStore,
            @Nullable String namespace,
            @Nullable Boolean wanted)
            throws InvalidRequestException {
        assertThat(scan("\"cache\":" + cache).cacheControl())
                .isEqualTo(new CacheControl(ttl, age, noCache, noStore, namespace, wanted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"ttl":"60"}          | Invalid 'cache.ttl': expected a number of seconds.
            {"ttl":-1}            | Invalid 'cache.ttl': expected a number of seconds.
            {"ttl":1e3}           | Invalid 'cache.ttl': expected a number of seconds.
            {"ttl":1000000000}    | Invalid 'cache.ttl': expected a number of seconds.
            {"ttl":1.0123456789}  | Invalid 'cache.ttl': expected a number of seconds.
            {"s-maxage":true}     | Invalid 'cache.s-maxage': expected a number of seconds.
            {"s-max-age":[]}      | Invalid 'cache.s-max-age': expected a number of seconds.
            {"no-cache":"true"}   | Invalid 'cache.no-cache': expected a boolean.
            {"no-store":1}        | Invalid 'cache.no-store': expected a boolean.
            {"use-cache":{}}      | Invalid 'cache.use-cache': expected a boolean.
            {"namespace":7}       | Invalid 'cache.namespace': expected a text of at most 128 characters.
            {"namespace":"a\\nb"} | Invalid 'cache.namespace': expected a text of at most 128 characters.
            """)
    void whatItCannotBeControlledByIsRefused(String cache, String message) {
        assertThatThrownBy(() -> scan("\"cache\":" + cache))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    @Test
    void aNamespaceIsAtMostAHundredAndTwentyEightCharactersLong() throws InvalidRequestException {
        String most = "n".repeat(128);

        assertThat(scan("\"cache\":{\"namespace\":\"" + most + "\"}")
                        .cacheControl()
                        .namespace())
                .isEqualTo(most);
        assertThatThrownBy(() -> scan("\"cache\":{\"namespace\":\"" + most + "n\"}"))
                .hasMessage("Invalid 'cache.namespace': expected a text of at most 128 characters.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            "mock_response":"Hi"              | Hi   | none  | false | none | 0
            "mock_response":"a\\u00e9"        | aé   | none  | false | none | 0
            "mock_response":""                | ``   | none  | false | none | 0
            "mock_response":[0.1,0.2]         | [0.1,0.2] | none | false | none | 0
            "mock_response":7                 | 7    | none  | false | none | 0
            "mock_response":null              | none | none  | false | none | 0
            "mock_response":false             | none | none  | false | none | 0
            "mock_response":true              | none | none  | false | none | 0
            "mock_tool_calls":[{"id":"c"}]    | none | [{"id":"c"}] | false | none | 0
            "mock_tool_calls":"c"             | none | none  | false | none | 0
            "mock_tool_calls":null            | none | none  | false | none | 0
            "mock_timeout":true               | none | none  | true  | none | 0
            "mock_timeout":false              | none | none  | false | none | 0
            "mock_timeout":null               | none | none  | false | none | 0
            "mock_delay":1.5                  | none | none  | false | none | 1500
            "mock_delay":9                    | none | none  | false | none | 9000
            "mock_delay":9.000                | none | none  | false | none | 9000
            "mock_delay":0                    | none | none  | false | none | 0
            "mock_delay":null                 | none | none  | false | none | 0
            "mock_testing_fallbacks":true     | none | none  | false | litellm.InternalServerError | 0
            "mock_testing_context_fallbacks":true | none | none | false | litellm.ContextWindowExceededError | 0
            "mock_testing_content_policy_fallbacks":true | none | none | false | litellm.ContentPolicyViolationError | 0
            "mock_testing_rate_limit_error":true | none | none | false | litellm.RateLimitError | 0
            "mock_testing_fallbacks":false    | none | none  | false | none | 0
            "mock_testing_fallbacks":null     | none | none  | false | none | 0
            "mock_testing_something":true     | none | none  | false | none | 0
            "mock_response":"Hi","mock_delay":1,"mock_timeout":true | Hi | none | true | none | 1000
            """)
    void anAnswerMayBeMadeUp(
            String fields,
            @Nullable String response,
            @Nullable String calls,
            boolean timeout,
            @Nullable String failure,
            long delay)
            throws InvalidRequestException {
        assertThat(scan(fields).mock())
                .isEqualTo(new MockAnswer(response, calls, timeout, failure, Duration.ofMillis(delay)));
    }

    @ParameterizedTest
    @CsvSource({"9.0000000001", "10", "-1", "1e0", "'\"1\"'", "true", "[]", "123456789012345678901"})
    void anAnswerThatIsMadeUpTakesAtMostNineSeconds(String delay) {
        assertThatThrownBy(() -> scan("\"mock_delay\":" + delay))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("Invalid 'mock_delay': expected a number of seconds, 9 at most.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "extra_headers":{"X-A":"b"}                                 | {x-a=b}
            "extra_headers":{"X-A":"b","x-c":"é"}                       | {x-a=b, x-c=é}
            "extra_headers":{"X-A":"b","x-a":"c"}                       | {x-a=c}
            "extra_headers":{}                                          | {}
            "extra_headers":null                                        | {}
            "organization":"org-1"                                      | {openai-organization=org-1}
            "organization":null                                         | {}
            "extra_headers":{"OpenAI-Organization":"a"},"organization":"b" | {openai-organization=a}
            "organization":"b","extra_headers":{"OpenAI-Organization":"a"} | {openai-organization=a}
            "extra_headers":{"x-a":"1"},"organization":"b"              | {x-a=1, openai-organization=b}
            """)
    void headersMayBeAdded(String fields, String headers) throws InvalidRequestException {
        assertThat(scan(fields).extraHeaders()).hasToString(headers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "extra_headers":"x-a: b"                | Invalid 'extra_headers': expected an object with header lines by name.
            "extra_headers":[]                      | Invalid 'extra_headers': expected an object with header lines by name.
            "extra_headers":{"x a":"b"}             | Invalid 'extra_headers': expected names that a header can have.
            "extra_headers":{"":"b"}                | Invalid 'extra_headers': expected names that a header can have.
            "extra_headers":{"x\\r\\na":"b"}        | Invalid 'extra_headers': expected names that a header can have.
            "extra_headers":{"é":"b"}               | Invalid 'extra_headers': expected names that a header can have.
            "extra_headers":{"x-a":7}               | Invalid 'extra_headers.x-a': expected a string.
            "extra_headers":{"x-a":null}            | Invalid 'extra_headers.x-a': expected a string.
            "organization":7                        | Invalid 'organization': expected a string.
            "organization":["a"]                    | Invalid 'organization': expected a string.
            "extra_headers":{"Authorization":"b"}   | Invalid 'extra_headers.authorization': expected no such header: keys, and what is about the connection, are the gateway's to say.
            "extra_headers":{"x-api-key":"b"}       | Invalid 'extra_headers.x-api-key': expected no such header: keys, and what is about the connection, are the gateway's to say.
            "extra_headers":{"Host":"b"}            | Invalid 'extra_headers.host': expected no such header: keys, and what is about the connection, are the gateway's to say.
            "extra_headers":{"Content-Length":"5"}  | Invalid 'extra_headers.content-length': expected no such header: keys, and what is about the connection, are the gateway's to say.
            "extra_headers":{"Transfer-Encoding":"chunked"} | Invalid 'extra_headers.transfer-encoding': expected no such header: keys, and what is about the connection, are the gateway's to say.
            "extra_headers":{"Cookie":"b"}          | Invalid 'extra_headers.cookie': expected no such header: keys, and what is about the connection, are the gateway's to say.
            "extra_headers":{"X-Amz-Date":"b"}      | Invalid 'extra_headers.x-amz-date': expected no such header: keys, and what is about the connection, are the gateway's to say.
            """)
    void headersThatAreTheGatewaysAreRefused(String fields, String message) {
        assertThatThrownBy(() -> scan(fields))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    @Test
    void thereAreAtMostAsManyHeadersAsIsDocumented() throws InvalidRequestException {
        String most =
                IntStream.range(0, 4096).mapToObj(i -> "\"x-" + i + "\":\"\"").collect(Collectors.joining(","));

        assertThat(scan("\"extra_headers\":{" + most + "}").extraHeaders()).hasSize(4096);
        assertThatThrownBy(() -> scan("\"extra_headers\":{" + most + ",\"x\":\"\"}"))
                .hasMessage("Invalid 'extra_headers': expected at most 4096 entries.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "extra_body":{"top_k":5}                     | {"model":"x","top_k":5}
            "top_k":1,"extra_body":{"top_k":5},"n":2     | {"model":"x","top_k":5,"n":2}
            "extra_body":{"top_k":null}                  | {"model":"x","top_k":null}
            "extra_body":{}                              | {"model":"x"}
            "extra_body":null,"n":2                      | {"model":"x","n":2}
            "extra_body":{"api_key":"sk","a":1.50}       | {"model":"x","a":1.50}
            "extra_body":{"metadata":{"a":1}}            | {"model":"x"}
            """)
    void fieldsOfTheExtraBodyAreFieldsOfTheBody(String fields, String sent) throws InvalidRequestException {
        assertThat(sent(fields)).isEqualTo(sent);
    }

    @Test
    void whatTheExtraBodySaysDecidesAsIfItWereSaidAtTheTop() throws InvalidRequestException {
        OpenAiRequest request =
                read("\"num_retries\":1,\"extra_body\":{\"num_retries\":3,\"tags\":[\"a\"],\"user\":\"u\"}");

        assertThat(request.retries()).isEqualTo(3);
        assertThat(request.metadata(name -> null).tags()).containsExactly("a");
        assertThat(request.metadata(name -> null).endUser()).isEqualTo("u");
        assertThat(request.info(Operation.CHAT_COMPLETION).modelGroup()).isEqualTo("m");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                  | Invalid 'extra_body': expected an object with fields for the provider's body.
            "a"                 | Invalid 'extra_body': expected an object with fields for the provider's body.
            true                | Invalid 'extra_body': expected an object with fields for the provider's body.
            {"model":"other"}   | Invalid 'extra_body.model': expected it at the top of the body only.
            {"stream":true}     | Invalid 'extra_body.stream': expected it at the top of the body only.
            {"messages":[]}     | Invalid 'extra_body.messages': expected it at the top of the body only.
            {"extra_body":{}}   | Invalid 'extra_body.extra_body': expected it at the top of the body only.
            {"Model":"other"}   | Invalid 'model': expected exactly this name, and not one that some decoders take for it (letter case, lookalikes).
            """)
    void whatIsNotItsToSayIsRefused(String extra, String message) {
        assertThatThrownBy(() -> read("\"extra_body\":" + extra))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "n":1,"additional_drop_params":["n"]             | {"model":"x"}
            "additional_drop_params":["n"],"n":1             | {"model":"x"}
            "n":1,"additional_drop_params":["n","seed"],"seed":2,"top_p":1 | {"model":"x","top_p":1}
            "n":1,"additional_drop_params":["model","n"]     | {"model":"x"}
            "n":1,"additional_drop_params":[]                | {"model":"x","n":1}
            "n":1,"additional_drop_params":null              | {"model":"x","n":1}
            "n":1,"additional_drop_params":"n"               | {"model":"x","n":1}
            "n":1,"additional_drop_params":["tools[*].x"]    | {"model":"x","n":1}
            "messages":[],"additional_drop_params":["messages","stream","prompt","input","stream_options"] | {"model":"x","messages":[]}
            """)
    void parametersMayBeDropped(String fields, String sent) throws InvalidRequestException {
        assertThat(sent(fields)).isEqualTo(sent);
    }

    @Test
    void whatIsDroppedIsNoParameterOfTheCall() throws InvalidRequestException {
        RequestScan scan = scan("\"n\":1,\"seed\":2,\"additional_drop_params\":[\"n\"]");

        assertThat(scan.parameters()).isNotNull();
        assertThat(scan.parameters().text()).isEqualTo("{\"seed\":2}");
        assertThat(scan.dropped()).containsExactly("n");
    }

    private static String sent(String fields) throws InvalidRequestException {
        return new String(read(fields).body(ModelName.of("x"), false, true).toBytes(), StandardCharsets.UTF_8);
    }

    private static OpenAiRequest read(String fields) throws InvalidRequestException {
        return OpenAiRequest.read(Slice.of("{\"model\":\"m\"," + fields + "}"), null);
    }

    private static RequestScan scan(String fields) throws InvalidRequestException {
        return RequestScan.of(Slice.of("{\"model\":\"m\"," + fields + "}"));
    }
}
