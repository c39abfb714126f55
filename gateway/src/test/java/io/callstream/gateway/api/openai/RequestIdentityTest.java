package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.RequestChange;
import io.callstream.json.Slice;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests are the same, so that one may be given the answer of the other, however they are written. */
class RequestIdentityTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1,"b":2}               | {"b":2,"a":1}
            {"a":1}                     | { "a" : 1 }
            {"a":{"b":1,"c":2}}         | {"a":{"c":2,"b":1}}
            {"a":1}                     | {"a":1.0}
            {"a":0.50}                  | {"a":0.5}
            {"a":100}                   | {"a":100.000}
            {"a":0}                     | {"a":-0.0}
            {"a":"é"}                   | {"a":"\\u00e9"}
            {"a":"/"}                   | {"a":"\\/"}
            {"a":"x"}                   | {"\\u0061":"x"}
            {"a":1,"b":null}            | {"a":1}
            {"a":1,"model":"m"}         | {"a":1,"model":"n"}
            {"a":1,"stream":true}       | {"a":1}
            {"a":1,"stream_options":{}} | {"a":1}
            {"a":1,"user":"u"}          | {"a":1,"user":"v"}
            {"a":1,"metadata":{"b":1}}  | {"a":1}
            {"a":1,"store":true}        | {"a":1}
            {"a":1,"safety_identifier":"s"} | {"a":1}
            {"a":1,"prompt_cache_key":"k"} | {"a":1}
            {"a":1,"tags":["t"]}        | {"a":1}
            {"a":1,"litellm_session_id":"s"} | {"a":1}
            {"a":1,"cache":{"ttl":5}}   | {"a":1}
            {"a":1,"num_retries":2}     | {"a":1}
            {"a":1,"b":2,"additional_drop_params":["b"]} | {"a":1}
            """)
    void requestsThatAskTheSameAreTheSame(String one, String other) throws InvalidRequestException {
        assertThat(identity(one)).isEqualTo(identity(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1}                 | {"a":2}
            {"a":1}                 | {"b":1}
            {"a":1}                 | {"a":"1"}
            {"a":true}              | {"a":false}
            {"a":true}              | {"a":"true"}
            {"a":[1,2]}             | {"a":[2,1]}
            {"a":[1,2]}             | {"a":[12]}
            {"a":[[1],2]}           | {"a":[[1,2]]}
            {"a":["x","y"]}         | {"a":["xy"]}
            {"a":["x",""]}          | {"a":["","x"]}
            {"a":[]}                | {"a":{}}
            {"a":[null]}            | {"a":[]}
            {"a":{"b":null}}        | {"a":{}}
            {"a":"x","b":"y"}       | {"a":"y","b":"x"}
            {"a":{"b":"c"}}         | {"a":"b","c":"d"}
            {"a":"x"}               | {"a":"X"}
            {"a":"x"}               | {"a":"x "}
            {"a":1e2}               | {"a":10}
            {"a":12345678901234567890} | {"a":12345678901234567891}
            {"a":{"model":"m"}}     | {"a":{"model":"n"}}
            {"a":1,"b":2}           | {"a":1}
            {"a":1,"extra_headers":{"x-a":"1"}} | {"a":1}
            {"a":1,"extra_headers":{"x-a":"1"}} | {"a":1,"extra_headers":{"x-a":"2"}}
            """)
    void requestsThatAskAnythingElseAreOthers(String one, String other) throws InvalidRequestException {
        assertThat(identity(one)).isNotEqualTo(identity(other));
    }

    @Test
    void headersCountInWhicheverOrderTheyAreSaid() throws InvalidRequestException {
        assertThat(identity("{\"extra_headers\":{\"x-a\":\"1\",\"x-b\":\"2\"}}"))
                .isEqualTo(identity("{\"extra_headers\":{\"X-B\":\"2\",\"X-A\":\"1\"}}"));
        assertThat(identity("{\"extra_headers\":{\"x-a\":\"1\",\"x-b\":\"2\"}}"))
                .isNotEqualTo(identity("{\"extra_headers\":{\"x-a\":\"2\",\"x-b\":\"1\"}}"));
    }

    /** Each level is read once more; far down it counts how it is written. */
    @Test
    void whatIsNestedDeeplyIsTakenAsItStands() throws InvalidRequestException {
        String open = "{\"a\":".repeat(16);
        String close = "}".repeat(16);

        assertThat(identity(open + "{\"b\":1}" + close)).isEqualTo(identity(open + "{\"b\":1}" + close));
        assertThat(identity(open + "{\"b\":1}" + close)).isNotEqualTo(identity(open + "{\"b\":2}" + close));
        assertThat(identity("{\"a\":".repeat(500) + "1" + "}".repeat(500))).hasSize(64);
    }

    @Test
    void theModelThatAPromptNamesCounts() throws InvalidRequestException {
        OpenAiApi api = new OpenAiApi();
        OpenAiRequest plain = OpenAiRequest.read(Slice.of("{\"model\":\"m\",\"n\":1}"), null);
        RequestChange change = new RequestChange("", Map.of(), Map.of(), null, "gpt-4o", null);

        assertThat(identity((OpenAiRequest) api.change(plain, change))).isNotEqualTo(identity(plain));
    }

    private static String identity(String body) throws InvalidRequestException {
        return identity(OpenAiRequest.read(Slice.of(body), null));
    }

    private static String identity(OpenAiRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            request.identify(digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
