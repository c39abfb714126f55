package io.callstream.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.config.CaptureConfig;
import io.callstream.gateway.event.BodyStore;
import io.callstream.gateway.event.GatewayName;
import io.callstream.gateway.event.RecorderOptions;
import io.callstream.gateway.event.RecordingLane;
import io.callstream.gateway.event.RouteChoice;
import io.callstream.gateway.event.SpoolEventRecorder;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.telemetry.Telemetry;
import io.callstream.gateway.usage.UsageCounter;
import io.callstream.json.Slice;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a report, it costs none of the others in the body, and what is recorded of it is what can be. */
class OddReportsTest {
    private static final String SUCCESS = """
            {"id": "chatcmpl-1", "litellm_call_id": "call-1", "trace_id": "11111111-2222-4333-8444-555555555555",
             "session_id": "s", "call_type": "acompletion", "stream": true, "response_cost": 0.00015, "status": "success",
             "cost_breakdown": {"input_cost": 0.00005, "output_cost": 0.0001}, "saved_cache_cost": 0.1,
             "custom_llm_provider": "azure", "prompt_tokens": 10, "completion_tokens": 20,
             "startTime": 1760000000.25, "endTime": 1760000002.25, "completionStartTime": 1760000000.75,
             "model": "gpt-4o", "model_id": "d", "model_group": "chat", "api_base": "https://x.example/openai",
             "metadata": {"user_api_key_hash": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
               "user_api_key_alias": "alice", "user_api_key_team_id": "red", "user_api_key_user_id": "u1",
               "requester_metadata": {"feature": "search"}, "spend_logs_metadata": {"a": 1},
               "usage_object": {"prompt_tokens": 9, "completion_tokens": 12,
                 "prompt_tokens_details": {"cached_tokens": 2}}},
             "cache_hit": true, "request_tags": ["User-Agent: openai"], "end_user": "c", "requester_ip_address": "192.0.2.7",
             "messages": [{"role": "user", "content": "Hello"}],
             "response": {"id": "chatcmpl-1", "model": "gpt-4o", "choices": [{"index": 0, "finish_reason": "stop",
               "message": {"role": "assistant", "content": "Hi"}}]},
             "model_parameters": {"temperature": 0.5, "user": "eve"}, "hidden_params": {"litellm_overhead_time_ms": 100}}
            """;
    private static final String FAILURE = """
            {"id": "1", "call_type": "aembedding", "status": "failure", "startTime": 1760000000, "endTime": 1760000001,
             "model": "e", "metadata": {}, "messages": ["a"], "response": {}, "error_str": "litellm.RateLimitError: slow down",
             "error_information": {"error_code": "429", "error_class": "RateLimitError", "error_message": "slow down"}}
            """;
    private static final CaptureConfig CAPTURE = CallRig.config(
                    "model_list: [{model_name: m, litellm_params: {model: openai/m}}]\n")
            .events()
            .capture();
    private static final RecorderOptions OPTIONS = RecorderOptions.of(
            new GatewayName("g", 1),
            CAPTURE,
            1 << 20,
            new RouteChoice(Set.of()),
            BodyStore.NOWHERE,
            UsageCounter.NONE,
            new Telemetry().calls());
    private static final Reporter ADMIN = new Reporter(null, true);

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {SUCCESS, FAILURE})
    void anOddReportIsRecordedOrNamedAndCostsNoneOfTheOthers(String good) throws Exception {
        for (OddJson.Variant odd : OddJson.of(OddJson.read(good))) {
            String body = "[" + OddJson.read(good) + "," + odd.json() + "," + OddJson.read(good) + "]";

            Report report = Report.read(Slice.of(body), ADMIN, new OpenAiApi());

            assertThat(report.calls()).as("%s", odd).hasSizeBetween(2, 3);
            assertThat(report.calls().size() + report.rejected().size())
                    .as("%s", odd)
                    .isEqualTo(3);
            assertThat(report.rejected())
                    .allSatisfy(each -> assertThat(each.why()).isNotBlank().doesNotContain("xxx", "\uD834"));
        }
    }

    @Test
    void whatIsRecordedOfAnOddReportIsPossible() throws Exception {
        for (OddJson.Variant odd : OddJson.of(OddJson.read(SUCCESS))) {
            for (SuccessEvent event : recorded("[" + odd.json() + "]").all(SuccessEvent.class)) {
                assertThat(event.getDurationUs()).as("%s", odd).isNotNegative();
                assertThat(notNegative(event.getTtftUs())).as("ttft of %s", odd).isTrue();
                assertThat(notNegative(event.getPromptTokens()))
                        .as("prompt of %s", odd)
                        .isTrue();
                assertThat(notNegative(event.getCompletionTokens()))
                        .as("completion of %s", odd)
                        .isTrue();
                assertThat(notNegative(event.getTotalTokens()))
                        .as("total of %s", odd)
                        .isTrue();
                assertThat(notNegative(event.getCostNanoUsd()))
                        .as("cost of %s", odd)
                        .isTrue();
            }
        }
    }

    /** A field that says null says as much as one that is not there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "completionStartTime",
                "trace_id",
                "session_id",
                "call_type",
                "response_cost",
                "cost_breakdown",
                "custom_llm_provider",
                "prompt_tokens",
                "model_id",
                "model_group",
                "api_base",
                "metadata",
                "cache_hit",
                "request_tags",
                "end_user",
                "messages",
                "response",
                "model_parameters",
                "hidden_params",
            })
    void nullIsNothing(String field) throws Exception {
        List<OddJson.Variant> variants = OddJson.of(OddJson.read(SUCCESS));
        String without = only(variants, "." + field + " left out");
        String saysNull = variants.stream()
                .filter(each -> each.place().equals("." + field))
                .findFirst()
                .orElseThrow()
                .json()
                .toString();

        assertThat(saysNull).contains("\"" + field + "\":null");
        assertThat(recorded("[" + saysNull + "]").only(SuccessEvent.class))
                .isEqualTo(recorded("[" + without + "]").only(SuccessEvent.class));
    }

    @Test
    void tokensThatAreTextsCountAsInAnswers() throws Exception {
        String texts = SUCCESS.replace("\"usage_object\"", "\"other\"")
                .replace("\"prompt_tokens\": 10", "\"prompt_tokens\": \"10\"")
                .replace("\"completion_tokens\": 20", "\"completion_tokens\": 20.0");

        SuccessEvent event = recorded(texts).only(SuccessEvent.class);

        assertThat(event.getPromptTokens()).isEqualTo(10);
        assertThat(event.getCompletionTokens()).isEqualTo(20);
        assertThat(event.getTotalTokens()).isEqualTo(30);
    }

    @Test
    void aFailedStreamThatNeverBeganHasNoFirstByte() throws Exception {
        String failed = SUCCESS.replace("\"success\"", "\"failure\"")
                .replace("\"completionStartTime\": 1760000000.75", "\"completionStartTime\": null");

        assertThat(recorded(failed).only(FailureEvent.class).getTtftUs()).isNull();
    }

    private static String only(List<OddJson.Variant> variants, String place) {
        return variants.stream()
                .filter(each -> each.place().equals(place))
                .findFirst()
                .orElseThrow()
                .json()
                .toString();
    }

    private static RecordingLane recorded(String body) throws Exception {
        RecordingLane lane = new RecordingLane();
        SpoolEventRecorder recorder = new SpoolEventRecorder(lane, Runnable::run, OPTIONS);
        Report.read(Slice.of(body), ADMIN, new OpenAiApi()).calls().forEach(call -> call.record(recorder));
        return lane;
    }

    private static boolean notNegative(Long number) {
        return number == null || number >= 0;
    }
}
