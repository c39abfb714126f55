package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.AnswerError;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plain answer in OpenAI's form says of itself. */
class ResponseScanTest {
    @Test
    void aChatSaysItsIdModelEndTierAndUsage() {
        ResponseScan scan = ResponseScan.of(
                Slice.of("{ \"id\" : \"c1\", \"object\":\"chat.completion\",\"model\":\"m\",\"choices\":["
                        + "{\"index\":0,\"message\":{\"content\":\"id\"},\"finish_reason\":\"length\"},"
                        + "{\"index\":1,\"message\":{},\"finish_reason\":\"stop\"}],\"service_tier\":\"flex\","
                        + "\"usage\":{\"prompt_tokens\" : 3}}"));

        assertThat(scan.readable()).isTrue();
        assertThat(scan.id()).isEqualTo("c1");
        assertThat(scan.model()).isEqualTo("m");
        assertThat(scan.finishReason()).isEqualTo("length");
        assertThat(scan.tier()).isEqualTo("flex");
        assertThat(scan.usage()).isNotNull();
        assertThat(scan.usage().text()).isEqualTo("{\"prompt_tokens\" : 3}");
        assertThat(scan.error()).isNull();
        assertThat(scan.recorded(Slice.of("x")).text()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            [{"finish_reason":"stop"}]                               | stop
            [{"finish_reason":null}]                                 | none
            [{"finish_reason":7}]                                    | none
            [{"message":{"finish_reason":"stop"}}]                   | none
            [{"index":1},{"index":0,"finish_reason":"stop"}]         | none
            [7,{"finish_reason":"stop"}]                             | none
            []                                                       | none
            "choices"                                                | none
            """)
    void theEndIsThatOfTheFirstChoice(String choices, @Nullable String reason) {
        assertThat(ResponseScan.of(Slice.of("{\"choices\":" + choices + "}")).finishReason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"choices":[]}                              | CHAT_COMPLETION | true
            {"choices":[{}]}                            | TEXT_COMPLETION | true
            {"choices":{}}                              | CHAT_COMPLETION | false
            {"choices":null}                            | CHAT_COMPLETION | false
            {"data":[]}                                 | CHAT_COMPLETION | false
            {"data":[]}                                 | EMBEDDING       | true
            {"embeddings":[]}                           | EMBEDDING       | true
            {"embedding":[0.1]}                         | EMBEDDING       | true
            {"choices":[]}                              | EMBEDDING       | false
            {"data":{}}                                 | EMBEDDING       | false
            {}                                          | MODERATION      | true
            {}                                          | IMAGE_GENERATION | true
            {}                                          | SPEECH          | true
            """)
    void anAnswerHasWhatItsOperationNeeds(String body, Operation operation, boolean answers) {
        assertThat(ResponseScan.of(Slice.of(body)).answers(operation)).isEqualTo(answers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            {"choices":[{}]}                                                       | none
            {"choices":[{}],"error":null}                                          | none
            {"choices":[{}],"error":{}}                                            | none
            {"choices":[{}],"error":{"message":"no","code":429}}                   | 429
            {"choices":[{}],"detail":"no"}                                         | none
            {"choices":[],"detail":"no"}                                           | 0
            {"choices":[],"error":{"code":503}}                                    | 503
            {"detail":"no"}                                                        | 0
            {"data":[],"detail":"no"}                                              | none
            {"choices":[{"finish_reason":"error"}]}                                | 0
            {"choices":[{"finish_reason":"stop"},{"finish_reason":"error"}]}       | 0
            {"choices":[{"finish_reason":"error","error":{"code":502,"message":"no"}}]} | 502
            {"choices":[{"error":{"code":502,"message":"no"},"finish_reason":"error"}]} | 502
            {"choices":[{"error":{"message":"no"}},{"error":{"code":429,"message":"no"}}]} | 429
            {"choices":[{"error":{"code":429,"message":"no"}},{"error":{"code":502,"message":"no"}}]} | 429
            {"choices":[{"error":{}}]}                                             | none
            {"choices":[{"error":"no"}]}                                           | none
            {"choices":[{"error":{"code":502,"message":"no"}}],"error":{"code":429,"message":"no"}} | 429
            {"error":"no"}                                                         | 0
            {"code":400,"message":"no"}                                            | 400
            """)
    void aFailureIsSaidByTheAnswerElseByAChoice(String body, @Nullable Integer status) {
        AnswerError error = ResponseScan.of(Slice.of(body)).error();

        assertThat(error == null ? null : error.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            {"service_tier":"flex"}                                  | flex
            {"service_tier":null}                                    | none
            {"usage":{"service_tier":"priority"}}                    | priority
            {"service_tier":"flex","usage":{"service_tier":"priority"}} | flex
            {}                                                       | none
            """)
    void theTierStandsBesideTheUsageOrInIt(String body, @Nullable String tier) {
        assertThat(ResponseScan.of(Slice.of(body)).tier()).isEqualTo(tier);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "7",
                "null",
                "\"a\"",
                "<html></html>",
                "{\"id\":\"a\"",
                "{\"id\":\"a\"}x",
                "{\"choices\":[}"
            })
    void whatIsNoObjectSaysNothing(String body) {
        assertThat(ResponseScan.of(Slice.of(body))).isEqualTo(ResponseScan.NOTHING);
        assertThat(ResponseScan.of(Slice.of(body)).readable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"id\":7", "\"id\":null", "\"model\":[]", "\"usage\":[]", "\"usage\":\"3\"", "\"usage\":null"})
    void whatHasAnotherKindOfValueIsNotSaid(String field) {
        ResponseScan scan = ResponseScan.of(Slice.of("{" + field + "}"));

        assertThat(scan.id()).isNull();
        assertThat(scan.model()).isNull();
        assertThat(scan.usage()).isNull();
        assertThat(scan.readable()).isTrue();
    }

    @Test
    void noOddAnswerBreaksIt() {
        JsonValue answer = OddJson.read(
                "{\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"finish_reason\":\"stop\",\"error\":{\"code\":1}}],"
                        + "\"usage\":{\"service_tier\":\"flex\"},\"usageMetadata\":{\"trafficType\":\"ON_DEMAND\"},\"error\":{\"a\":1}}");
        for (OddJson.Variant odd : OddJson.of(answer)) {
            ResponseScan scan = ResponseScan.of(odd.slice());
            assertThat(scan.readable()).as("%s", odd).isEqualTo(odd.json() instanceof JsonValue.Obj);
        }
    }
}
