package io.callstream.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.event.CallFacts;
import io.callstream.gateway.event.FailureFacts;
import io.callstream.gateway.event.Outcome;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of LiteLLM's reports: whose calls they were, when, what they cost, and why they failed. */
class ReportedCallsTest {
    private static final Reporter ADMIN = new Reporter(null, true);

    private static Payload payload(String more) throws InvalidItemException {
        return Payload.read(
                Slice.of("{\"id\":\"1\",\"status\":\"success\",\"startTime\":1760000000,\"endTime\":1760000002.5"
                        + (more.isEmpty() ? "" : "," + more) + "}"));
    }

    private static CallFacts facts(String more) throws InvalidItemException {
        return new PayloadFacts(payload(more), ADMIN).facts();
    }

    private static Outcome outcome(String more) throws InvalidItemException {
        return new PayloadOutcome(payload(more), new OpenAiApi()).outcome();
    }

    @ParameterizedTest
    @CsvSource({
        "429, RateLimitError,              RATE_LIMITED,             429",
        "400, BadRequestError,             PROVIDER_REJECTED,        400",
        "400, ContextWindowExceededError,  CONTEXT_WINDOW_EXCEEDED,  400",
        "400, ContentPolicyViolationError, CONTENT_POLICY_VIOLATION, 400",
        "401, AuthenticationError,         PROVIDER_AUTHENTICATION,  401",
        "404, NotFoundError,               PROVIDER_REJECTED,        404",
        "408, Timeout,                     PROVIDER_TIMEOUT,         408",
        "500, InternalServerError,         PROVIDER_ERROR,           500",
        "500, APIConnectionError,          PROVIDER_UNREACHABLE,     500",
        "503, ServiceUnavailableError,     PROVIDER_ERROR,           503",
        "'',  ContextWindowExceededError,  CONTEXT_WINDOW_EXCEEDED,  400",
        "'',  Timeout,                     PROVIDER_TIMEOUT,         504",
        "'',  SomethingElse,               PROVIDER_ERROR,           502",
        "200, RateLimitError,              RATE_LIMITED,             429",
        "abc, RateLimitError,              RATE_LIMITED,             429",
    })
    void aFailureHasTheKindThatOneOfTheGatewaysWouldHave(String code, String type, String kind, int status)
            throws Exception {
        Payload payload =
                payload("\"error_information\":{\"error_code\":\"" + code + "\",\"error_class\":\"" + type + "\"}");
        FailureFacts failed =
                Objects.requireNonNull(new PayloadOutcome(new Payload(failing(payload)), new OpenAiApi()).failed());

        assertThat(failed.error().name()).isEqualTo(kind);
        assertThat(failed.httpStatus()).isEqualTo(status);
        assertThat(failed.message()).isEqualTo("LiteLLM reported " + type + ".");
    }

    private static JsonValue.Obj failing(Payload payload) throws InvalidItemException {
        return Payload.read(Slice.of(payload.json().toString().replace("\"success\"", "\"failure\"")))
                .json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "drop table", "<script>", "9lives"})
    void aClassThatIsNoneIsNotRepeated(String type) throws Exception {
        Payload payload = payload("\"error_information\":{\"error_class\":\"" + type + "\"}");

        assertThat(Objects.requireNonNull(new PayloadOutcome(new Payload(failing(payload)), new OpenAiApi()).failed())
                        .message())
                .isEqualTo("LiteLLM reported an error.");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"status\":\"pending\"',             status: expected success or failure",
        "'\"status\":null',                    status: expected success or failure",
        "'\"startTime\":\"2026-01-01\"',       startTime: expected seconds since 1970",
        "'\"startTime\":-1',                   startTime: expected seconds since 1970",
        "'\"startTime\":1e300',                startTime: expected seconds since 1970",
        "'\"startTime\":1760000000000',        startTime: expected seconds since 1970",
        "'\"endTime\":null',                   endTime: expected seconds since 1970",
        "'\"id\":\"\"',                        litellm_call_id or id: expected a text",
        "'\"id\":7',                           litellm_call_id or id: expected a text",
    })
    void whatAReportHasToSayIsNamed(String field, String why) throws Exception {
        Report report = Report.read(Slice.of(payload(field).json().toString()), ADMIN, new OpenAiApi());

        assertThat(report.calls()).isEmpty();
        assertThat(report.rejected()).containsExactly(new Report.Rejected(0, why));
        assertThat(report.page().status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "acompletion, chat_completion",
        "completion, chat_completion",
        "atext_completion, text_completion",
        "embedding, embedding",
        "aresponses, responses",
        "aimage_generation, aimage_generation",
        "Odd Type, other",
        "'', other",
    })
    void aCallTypeIsTheGatewaysWord(String type, String word) throws Exception {
        assertThat(facts("\"call_type\":\"" + type + "\"").asked().callType()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "0.00015,   150000",
        "0,         0",
        "1e-9,      1",
        "4e-10,     0",
        "5e-10,     1",
        "1000000000, 1000000000000000000",
        "1000000001, -1",
        "-1,        -1",
        "1e400,     -1",
        "\"1\",     -1",
        "null,      -1",
    })
    void aCostIsInBillionthsOfADollarOrNotKnown(String json, long nanos) throws Exception {
        assertThat(Payload.nanoDollars(JsonValue.read(Slice.of(json)))).isEqualTo(nanos);
        assertThat(Payload.nanoDollars(null)).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "0,       2500000",
        "100,     2400000",
        "2500,    0",
        "99999,   0",
        "-5,      2500000",
    })
    void whatLitellmAddedIsNoTimeOfTheProviders(String millis, long upstreamUs) throws Exception {
        Outcome outcome = outcome("\"hidden_params\":{\"litellm_overhead_time_ms\":" + millis + "}");

        assertThat(outcome.timing().durationUs()).isEqualTo(2_500_000);
        assertThat(outcome.timing().upstreamUs()).isEqualTo(upstreamUs);
    }

    @ParameterizedTest
    @CsvSource({
        "true,  1760000000.5,  500000",
        "false, 1760000000.5,  -1",
        "true,  null,          -1",
        "true,  1759999999,    0",
    })
    void onlyAStreamHasAFirstToken(boolean stream, String time, long ttftUs) throws Exception {
        assertThat(outcome("\"stream\":" + stream + ",\"completionStartTime\":" + time)
                        .timing()
                        .ttftUs())
                .isEqualTo(ttftUs);
    }

    @ParameterizedTest
    @CsvSource({
        "https://x.example/openai,         https://x.example/openai",
        "' https://x.example ',            https://x.example",
        "not a url,                        ''",
        "x.example,                        ''",
        "'',                               ''",
    })
    void anAddressIsOneOrNone(String base, String address) throws Exception {
        assertThat(Objects.requireNonNull(
                                outcome("\"api_base\":\"" + base + "\"").route().deployment())
                        .endpoint()
                        .apiBase())
                .hasToString(address);
    }

    @ParameterizedTest
    @CsvSource({
        "'[\"User-Agent: a\",\"User-Agent: a/1.0\",\"t\"]', a/1.0, t",
        "'[\"User-Agent: a/1.0\",\"User-Agent: a\",\"t\"]', a/1.0, t",
        "'[7,\"t\",null]',                                  ,      t",
    })
    void tagsOfClientsProgramsAreTheirNames(String tags, @Nullable String agent, String tag) throws Exception {
        CallFacts facts = facts("\"request_tags\":" + tags);

        assertThat(facts.caller().client().userAgent()).isEqualTo(agent);
        assertThat(facts.caller().labels().tags()).containsExactly(tag);
    }

    @Test
    void whatHoldsCredentialsIsLeftOut() throws Exception {
        CallFacts facts =
                facts("\"metadata\":{\"requester_metadata\":{\"api_key\":\"sk-1\",\"team\":\"a\",\"n\":7,\"x\":null}},"
                        + "\"model_parameters\":{\"api_key\":\"sk-2\",\"temperature\":1,\"stop\":null}");

        assertThat(facts.caller().labels().metadata())
                .containsOnlyKeys("team", "n")
                .containsEntry("n", "7");
        assertThat(String.valueOf(facts.asked().body())).isNotNull();
        assertThat(Objects.requireNonNull(facts.asked().body()).text())
                .contains("\"temperature\":1")
                .doesNotContain("sk-2", "stop");
    }

    @ParameterizedTest
    @CsvSource({"embedding, input", "text_completion, prompt", "acompletion, messages", "other, messages"})
    void theBodyIsPutTogetherAsTheRequestMayHaveBeen(String type, String field) throws Exception {
        CallFacts facts =
                facts("\"call_type\":\"" + type + "\",\"model\":\"gpt\",\"model_group\":\"\",\"messages\":[\"a\"]");

        assertThat(Objects.requireNonNull(facts.asked().body()).text())
                .isEqualTo("{\"model\":\"gpt\",\"" + field + "\":[\"a\"]}");
    }

    @Test
    void anIdIsAlwaysTheSameAndOnesOwn() {
        Reporter key = new Reporter(
                new ApiKey(KeyHash.of("sk-1"), null, null, null, List.of(), List.of(), List.of(), false), false);

        assertThat(ADMIN.callId("a")).isEqualTo(ADMIN.callId("a")).isNotEqualTo(ADMIN.callId("b"));
        assertThat(key.callId("a")).isNotEqualTo(ADMIN.callId("a"));
        assertThat(key.callId("a").version()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}              | 1
        [{},{}]         | 2
        []              | 0
        {}\\n{}         | 2
        {}\\n\\n {}\\n  | 2
        7               | 1
        {}\\nnot json   | 2
        """)
    void aBodyIsAnItemAnArrayOrLines(String body, int items) throws Exception {
        assertThat(Items.of(Slice.of(body.replace("\\n", "\n")))).hasSize(items);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        [{}          | the body is no JSON:
        [{}] x       | the body is no JSON:
        ''           | the body is
        '  '         | the body is
        """)
    void whatIsNoneOfThemIsRefused(String body, String why) {
        assertThatThrownBy(() -> Items.of(Slice.of(body)))
                .isInstanceOf(InvalidItemException.class)
                .hasMessageStartingWith(why);
    }

    @Test
    void aBodyHasTenThousandItems() throws Exception {
        assertThat(Items.of(Slice.of("{}\n".repeat(10_000)))).hasSize(10_000);
        assertThatThrownBy(() -> Items.of(Slice.of("{}\n".repeat(10_001))))
                .hasMessage("the body has too many items: expected at most 10000");
        assertThatThrownBy(() -> Items.of(Slice.of("[" + "{},".repeat(10_000) + "{}]")))
                .hasMessage("the body has too many items: expected at most 10000");
    }

    @Test
    void thePageTellsWhatWasTakenAndWhatNot() throws Exception {
        String good = payload("").json().toString();
        Report report = Report.read(Slice.of("[" + good + ",7,\"\\\"\"]"), ADMIN, new OpenAiApi());

        assertThat(report.page().status()).isEqualTo(200);
        assertThat(new String(report.page().body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"accepted\":1,\"rejected\":[{\"index\":1,\"error\":\"no JSON object\"},"
                        + "{\"index\":2,\"error\":\"no JSON object\"}]}");
    }

    @Property(tries = 200)
    void noBodyBreaksIt(@ForAll String body) {
        try {
            assertThat(Report.read(Slice.of(body), ADMIN, new OpenAiApi()).calls())
                    .isEmpty();
        } catch (InvalidItemException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
