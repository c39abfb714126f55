package io.callstream.gateway.api.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.AnswerError;
import io.callstream.gateway.api.AnswerFacts;
import io.callstream.gateway.api.ChunkFacts;
import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.StreamAnswer;
import io.callstream.gateway.api.Written;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenAI's Responses API in front: its paths, its errors, what its answers say and how they are kept. */
class ResponsesApiTest {
    private static final String KEPT =
            "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"m\","
                    + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},"
                    + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}";

    private static final String RESPONSE =
            "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1700000000,\"status\":"
                    + "\"completed\",\"error\":null,\"model\":\"gpt\",\"output\":[{\"type\":\"message\",\"role\":\"assistant\",\"content\":"
                    + "[{\"type\":\"output_text\",\"text\":\"Hi\",\"annotations\":[]}]}],\"service_tier\":\"flex\",\"usage\":"
                    + "{\"input_tokens\":3,\"output_tokens\":2,\"total_tokens\":5}}";

    private final ResponsesApi api = new ResponsesApi(new ResponseIds(new SplittableRandom(7)));

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "POST, /v1/responses, RESPONSES",
                "POST, /responses, RESPONSES",
                "POST, /openai/v1/responses, RESPONSES",
                "POST, /openai/responses, RESPONSES",
                "POST, /v1/responses/compact, RESPONSE_COMPACT",
                "POST, /responses/input_tokens, RESPONSE_TOKENS",
                "POST, /openai/v1/responses/input_tokens, RESPONSE_TOKENS",
                "GET, /v1/responses, none",
                "DELETE, /v1/responses/compact, none",
                "POST, /v1/responses/, none",
                "POST, /v1/responses/resp_1, none",
                "POST, /v2/responses, none",
            })
    void responsesAreAskedForByPost(String method, String path, @Nullable Operation operation) {
        Endpoint found = api.find(method, path, "");

        assertThat(found == null ? null : found.operation()).isEqualTo(operation);
        assertThat(found == null ? null : found.model()).isNull();
    }

    @Test
    void theIdOfAnAnswerCannotBeGuessedFromTheOneBefore() throws InvalidRequestException {
        String first = ResponsesRequest.of(api.read(Slice.of("{}"), null)).id();
        String second = ResponsesRequest.of(api.read(Slice.of("{}"), null)).id();

        assertThat(List.of(first, second)).allMatch(id -> id.matches("resp_[0-9a-f]{48}"));
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void theEndpointSaysWhatIsToBeDone() throws InvalidRequestException {
        Endpoint compact = api.find("POST", "/v1/responses/compact", "");
        assertThat(compact).isNotNull();

        ApiRequest read = api.read(compact, Slice.of("{\"input\":\"Hi\"}"), name -> null);

        assertThat(ResponsesRequest.of(read).operation()).isEqualTo(Operation.RESPONSE_COMPACT);
    }

    @Test
    void anErrorLooksLikeOpenAis() {
        CallError error = new CallError(GatewayError.MODEL_NOT_FOUND, "No such model.");

        assertThat(new String(api.errorBody(error), StandardCharsets.UTF_8))
                .startsWith("{\"error\":{")
                .contains("\"message\":\"No such model.\"");
    }

    @Test
    void anErrorInAStreamIsAnEventThatCountsOn() {
        CallError error = new CallError(GatewayError.STREAM_INTERRUPTED, "Broken.");

        assertThat(Written.events(new String(api.errorEvent(error, 12), StandardCharsets.UTF_8)))
                .containsExactly("error {\"type\":\"error\",\"code\":\"" + GatewayError.STREAM_INTERRUPTED.code()
                        + "\",\"message\":\"Broken.\",\"param\":null,\"sequence_number\":12}");
    }

    @Test
    void aKeptAnswerIsAResponseToWhoeverAsks() throws InvalidRequestException {
        ApiRequest asked = api.read(Slice.of("{\"input\":\"Hi\",\"temperature\":0.5}"), null);

        byte[] plain = api.asPlain(asked, Slice.of(KEPT));

        assertThat(plain).isNotNull();
        JsonValue.Obj response = (JsonValue.Obj) OddJson.read(new String(plain, StandardCharsets.UTF_8));
        assertThat(response.text("id")).isEqualTo(ResponsesRequest.of(asked).id());
        assertThat(response.get("created_at")).hasToString("1700000000");
        assertThat(response.get("temperature")).hasToString("0.5");
        assertThat(response.get("output")).asString().contains("\"text\":\"Hello\"");
    }

    @Test
    void aKeptAnswerIsAStreamToWhoeverAsksForOne() throws InvalidRequestException {
        ApiRequest asked = api.read(Slice.of("{\"input\":\"Hi\",\"stream\":true}"), null);

        byte[] stream = api.asStream(asked, Slice.of(KEPT));

        assertThat(stream).isNotNull();
        List<String> events = Written.events(new String(stream, StandardCharsets.UTF_8));
        assertThat(events.get(0))
                .startsWith("response.created ")
                .contains(ResponsesRequest.of(asked).id());
        assertThat(events.get(events.size() - 1))
                .startsWith("response.completed ")
                .contains("1700000000");
        assertThat(api.asStream(Slice.of(KEPT), false)).isNotNull();
    }

    @Test
    void anAnswerSaysItsIdModelTierEndAndUsage() {
        AnswerFacts facts = api.answer(Slice.of(RESPONSE));

        assertThat(facts.readable()).isTrue();
        assertThat(facts.id()).isEqualTo("resp_1");
        assertThat(facts.model()).isEqualTo("gpt");
        assertThat(facts.tier()).isEqualTo("flex");
        assertThat(facts.finishReason()).isEqualTo("stop");
        assertThat(facts.usage()).isNotNull();
        assertThat(facts.usage().text()).isEqualTo("{\"input_tokens\":3,\"output_tokens\":2,\"total_tokens\":5}");
        assertThat(facts.answers(Operation.RESPONSES)).isTrue();
        assertThat(facts.error()).isNull();
    }

    @Test
    void itIsRecordedInOpenAisChatForm() {
        String recorded =
                api.answer(Slice.of(RESPONSE)).recorded(Slice.of(RESPONSE)).text();

        assertThat(recorded)
                .startsWith(
                        "{\"id\":\"resp_1\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"gpt\",\"choices\":"
                                + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]")
                .contains("\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            "status":"completed","output":[{"type":"function_call","call_id":"c","name":"f","arguments":"{}"}] | tool_calls
            "status":"completed","output":[{"type":"message"}]     | stop
            "status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},"output":[] | length
            "status":"incomplete","incomplete_details":{"reason":"content_filter"},"output":[] | content_filter
            """)
    void theEndIsToldInTheWordsOfChats(String fields, @Nullable String finish) {
        AnswerFacts facts = api.answer(Slice.of("{\"object\":\"response\"," + fields + "}"));

        assertThat(facts.finishReason()).isEqualTo(finish);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"object":"response","status":"failed","error":{"code":"rate_limit_exceeded","message":"no"},"output":[]} | 429
            {"error":{"code":"invalid_api_key","message":"no"}} | 401
            {"object":"response","error":{"code":"strange","message":"no"}} | 0
            """)
    void anErrorSaysWhichStatusItStandsFor(String body, int status) {
        AnswerError error = api.answer(Slice.of(body)).error();

        assertThat(error).isNotNull();
        assertThat(error.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"object":"response"}               | false
            {"object":"response","output":"Hi"} | false
            {"object":"response","output":[]}   | true
            {"object":"list","output":[]}       | false
            []                                  | false
            <html>                              | false
            """)
    void anAnswerHasOutput(String body, boolean answers) {
        assertThat(api.answer(Slice.of(body)).answers(Operation.RESPONSES)).isEqualTo(answers);
    }

    @Test
    void noOddAnswerIsMoreThanUnreadable() {
        for (OddJson.Variant odd : OddJson.some(OddJson.read(RESPONSE), 12, 5)) {
            AnswerFacts facts = api.answer(odd.slice());

            assertThat(facts.recorded(odd.slice())).as("%s", odd).isNotNull();
            assertThat(facts.id() + facts.model() + facts.tier() + facts.finishReason() + facts.usage() + facts.error())
                    .as("%s", odd)
                    .isNotEmpty();
        }
    }

    @Test
    void aStreamIsPutTogetherFromItsEvents() {
        StreamAnswer stream = api.streamAnswer();
        List<ChunkFacts> facts = new ArrayList<>();
        byte[] kept = api.asStream(Slice.of(KEPT), false);
        assertThat(kept).isNotNull();
        for (String event : Written.events(new String(kept, StandardCharsets.UTF_8))) {
            facts.add(stream.accept(Slice.of(event.substring(event.indexOf(' ') + 1))));
        }

        assertThat(facts).extracting(ChunkFacts::kind).containsOnly(ChunkFacts.Kind.CONTENT);
        assertThat(facts.get(facts.size() - 1).finishReason()).isEqualTo("stop");
        assertThat(stream.finished()).isTrue();
        assertThat(stream.response()).isNotNull();
        assertThat(stream.response().text()).contains("\"content\":\"Hello\"", "\"total_tokens\":5");
    }

    @Test
    void aStreamWithoutARequestIsWrittenToo() {
        assertThat(api.writer(true, 5).contentType()).isEqualTo("text/event-stream");
        assertThat(api.writer(false, 5).contentType()).isEqualTo("application/json");
    }

    @Test
    void whatWasNotKeptAsAnAnswerCannotBeWritten() throws InvalidRequestException {
        ApiRequest asked = api.read(Slice.of("{\"input\":\"Hi\"}"), null);

        assertThat(ResponsesAnswer.created(Slice.of("no JSON"))).isZero();
        assertThat(ResponsesAnswer.created(Slice.of("{\"created\":\"then\"}"))).isZero();
        assertThat(new String(
                        bytes(api.asPlain(asked, Slice.of("{\"error\":{\"message\":\"no\",\"code\":429}}"))),
                        StandardCharsets.UTF_8))
                .startsWith("{\"error\":");
    }

    private static byte[] bytes(byte @Nullable [] written) {
        return written == null ? new byte[0] : written;
    }
}
