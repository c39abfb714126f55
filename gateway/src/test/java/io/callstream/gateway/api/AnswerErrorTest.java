package io.callstream.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.odd.OddJson;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an answer with a good status says that it has failed, in the shapes of many providers, and what says nothing of the kind. */
class AnswerErrorTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            {"error":{"message":"no"}}                                | 0   | none
            {"error":{"message":"no","code":429}}                     | 429 | none
            {"error":{"message":"no","code":"429"}}                   | 429 | none
            {"error":{"message":"no","type":"rate_limit_error"}}      | 429 | none
            {"error":{"message":"no","status":"UNAVAILABLE"}}         | 503 | none
            {"error":{"message":"no","status_code":503}}              | 503 | none
            {"error":{"message":"no","http_status":502}}              | 502 | none
            {"error":{"message":"no","err_code":404}}                 | 404 | none
            {"error":{"code":"context_length_exceeded"}}              | 400 | CONTEXT_WINDOW_EXCEEDED
            {"error":{"type":"invalid_request_error","code":"context_length_exceeded"}} | 400 | CONTEXT_WINDOW_EXCEEDED
            {"error":{"code":"content_filter"}}                       | 400 | CONTENT_POLICY_VIOLATION
            {"error":{"code":"Content Policy Violation"}}             | 400 | CONTENT_POLICY_VIOLATION
            {"error":{"a":{"b":1}}}                                   | 0   | none
            {"error":"no"}                                            | 0   | none
            {"error":true}                                            | 0   | none
            {"error":7}                                               | 0   | none
            {"error":["no"]}                                          | 0   | none
            {"Error":"no"}                                            | 0   | none
            {"ERROR":{"CODE":401}}                                    | 401 | none
            {"error":"no","code":401}                                 | 401 | none
            {"error":"no","status":503}                               | 503 | none
            {"errors":[{"message":"no"}]}                             | 0   | none
            {"errors":"no"}                                           | 0   | none
            {"error_code":17}                                         | 0   | none
            {"error_code":429}                                        | 429 | none
            {"error_msg":"no"}                                        | 0   | none
            {"errorCode":"unauthorized"}                              | 401 | none
            {"detail":"no"}                                           | 0   | none
            {"detail":[{"loc":["body"]}]}                             | 0   | none
            {"details":{"a":1}}                                       | 0   | none
            {"fault":{"faultstring":"no"}}                            | 0   | none
            {"exception":"no"}                                        | 0   | none
            {"object":"error"}                                        | 0   | none
            {"type":"error"}                                          | 0   | none
            {"status":"failed"}                                       | 0   | none
            {"status":"FAILED"}                                       | 0   | none
            {"result":"failure"}                                      | 0   | none
            {"state":"fail"}                                          | 0   | none
            {"success":false}                                         | 0   | none
            {"ok":false}                                              | 0   | none
            {"code":400,"message":"no"}                               | 400 | none
            {"code":1113,"msg":"no"}                                  | 0   | none
            {"code":"Throttling","message":"no"}                      | 429 | none
            {"status_code":500,"msg":"no"}                            | 500 | none
            {"statuscode":500,"message":"no"}                         | 500 | none
            {"base_resp":{"status_code":1004,"status_msg":"no"}}      | 0   | none
            {"base_resp":{"status_code":429,"status_msg":"no"}}       | 429 | none
            """)
    void everyShapeOfAFailureIsKnown(String answer, int status, @Nullable GatewayError refusal) {
        assertThat(AnswerError.of(Slice.of(answer), false)).isEqualTo(new AnswerError(status, refusal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"error\":null}",
                "{\"error\":{}}",
                "{\"error\":\"\"}",
                "{\"error\":\"  \"}",
                "{\"error\":false}",
                "{\"error\":0}",
                "{\"error\":0.0}",
                "{\"error\":[]}",
                "{\"error\":{\"code\":null,\"message\":\"\"}}",
                "{\"error\":{\"code\":0,\"message\":\"success\"}}",
                "{\"error\":{\"code\":\"ok\",\"message\":\"fine\"}}",
                "{\"error\":{\"code\":200,\"message\":\"fine\"}}",
                "{\"error\":{\"a\":{},\"b\":[],\"c\":false,\"d\":null}}",
                "{\"errors\":[]}",
                "{\"error_code\":0,\"error_msg\":\"\"}",
                "{\"error_code\":\"0\"}",
                "{\"detail\":null}",
                "{\"code\":400}",
                "{\"message\":\"hello\"}",
                "{\"code\":200,\"message\":\"ok\"}",
                "{\"code\":\"\",\"message\":\"hello\"}",
                "{\"code\":7,\"message\":\"\"}",
                "{\"success\":true}",
                "{\"ok\":true}",
                "{\"status\":\"completed\"}",
                "{\"object\":\"list\"}",
                "{\"data\":{\"error\":\"no\"}}",
                "{\"base_resp\":{\"status_code\":0,\"status_msg\":\"success\"}}",
                "{\"other\":{\"status_code\":429}}",
            })
    void whatSaysNothingIsNoFailure(String answer) {
        assertThat(AnswerError.of(Slice.of(answer), false)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"error":{"message":"no"}}    | true
            {"Error":"no"}                | true
            {"error":null}                | false
            {"detail":"no"}               | false
            {"success":false}             | false
            {"object":"error"}            | false
            {"code":400,"message":"no"}   | false
            {"errors":["no"]}             | false
            """)
    void besideChoicesOnlyTheErrorCounts(String answer, boolean failed) {
        assertThat(AnswerError.of(Slice.of(answer), true) != null).isEqualTo(failed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "\"error\"", "7", "null", "{\"error\":", "{\"error\"}", "<html>"})
    void whatIsNoObjectSaysNothing(String answer) {
        assertThat(AnswerError.of(Slice.of(answer), false)).isNull();
        assertThat(AnswerError.ofReport(Slice.of(answer))).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"code":429}                  | 429
            {"message":"no"}              | 0
            {"type":"server_error","code":null} | 500
            {"type":"api_error","code":"rate_limit_exceeded"} | 500
            {"code":"rate_limit_exceeded","type":"api_error"} | 429
            """)
    void aReportIsTheObjectItself(String report, int status) {
        AnswerError error = AnswerError.ofReport(Slice.of(report));

        assertThat(error).isNotNull();
        assertThat(error.status()).isEqualTo(status);
    }

    @Test
    void anEmptyReportIsNone() {
        assertThat(AnswerError.ofReport(Slice.of("{}"))).isNull();
        assertThat(AnswerError.ofReport(Slice.of("{\"code\":0}"))).isNull();
    }

    @Test
    void itsKindIsTheRefusalElseWhatTheStatusSaysElseWhatIsUsual() {
        assertThat(new AnswerError(400, GatewayError.CONTEXT_WINDOW_EXCEEDED).kind(GatewayError.PROVIDER_ERROR))
                .isEqualTo(GatewayError.CONTEXT_WINDOW_EXCEEDED);
        assertThat(new AnswerError(429, null).kind(GatewayError.PROVIDER_ERROR))
                .isEqualTo(GatewayError.ofProviderStatus(429));
        assertThat(AnswerError.UNSAID.kind(GatewayError.PROVIDER_ERROR)).isEqualTo(GatewayError.PROVIDER_ERROR);
    }

    @Test
    void noOddAnswerBreaksIt() {
        JsonValue answer =
                OddJson.read("{\"error\":{\"code\":1,\"type\":\"t\",\"message\":\"m\"},\"code\":2,\"message\":\"m\","
                        + "\"success\":true,\"base_resp\":{\"status_code\":3},\"errors\":[{\"a\":1}]}");
        for (OddJson.Variant odd : OddJson.of(answer)) {
            AnswerError error = AnswerError.of(odd.slice(), false);
            assertThat(error == null ? 0 : error.status()).as("%s", odd).isBetween(0, 599);
        }
    }

    @Property(tries = 300)
    void noTextBreaksIt(@ForAll String text) {
        assertThat(AnswerError.of(Slice.of(text), false)).isNull();
    }
}
