package io.callstream.sink.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.testing.events.SampleCall;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The fields by the names and units that LiteLLM's receivers know. */
class StandardLoggingPayloadTest {
    private final StandardLoggingPayload payload = new StandardLoggingPayload();
    private final SampleCall call = SampleCall.number(1);

    @Test
    void aSuccessSaysWhatItDidAndCost() throws IOException {
        SuccessEvent success = call.success();
        JsonNode sent = sent(new CallEvent.Success(success));
        assertThat(sent.path("id").asText()).isEqualTo(success.getResponseId());
        assertThat(sent.path("litellm_call_id").asText()).isEqualTo(success.getCallId());
        assertThat(sent.path("trace_id").asText()).isEqualTo("session-0");
        assertThat(sent.path("status").asText()).isEqualTo("success");
        assertThat(sent.path("response_cost").asDouble()).isEqualTo(success.getCostNanoUsd() / 1e9);
        assertThat(sent.at("/cost_breakdown/total_cost").asDouble()).isEqualTo(success.getCostNanoUsd() / 1e9);
        assertThat(sent.path("total_tokens").asLong()).isEqualTo(success.getTotalTokens());
        assertThat(sent.path("custom_llm_provider").asText()).isEqualTo("openai");
        assertThat(sent.path("model_id").asText()).isEqualTo("deployment-1");
        assertThat(sent.at("/metadata/user_api_key_alias").asText()).isEqualTo("team-key");
        assertThat(sent.at("/metadata/requester_metadata/feature").asText()).isEqualTo("greeting");
        assertThat(sent.path("request_tags"))
                .extracting(JsonNode::asText)
                .containsExactly("sample", "streamed", "User-Agent: OpenAI/Java 4.100.0");
        assertThat(sent.has("error_str")).isFalse();
    }

    @Test
    void aDiscountAndAMarginAreTold() throws IOException {
        SuccessEvent success = call.success();
        success.setInputCostNanoUsd(600_000L);
        success.setOutputCostNanoUsd(300_000L);
        success.setCacheCostNanoUsd(100_000L);
        success.setCostNanoUsd(1_545_000L);
        success.setPriceVersion("2026-11-01 discount=0.05 margin=0.1 margin_fixed=0.0005");

        JsonNode parts = sent(new CallEvent.Success(success)).path("cost_breakdown");

        assertThat(parts.path("original_cost").decimalValue()).isEqualByComparingTo("0.001");
        assertThat(parts.path("discount_percent").decimalValue()).isEqualByComparingTo("0.05");
        assertThat(parts.path("discount_amount").decimalValue()).isEqualByComparingTo("0.00005");
        assertThat(parts.path("margin_percent").decimalValue()).isEqualByComparingTo("0.1");
        assertThat(parts.path("margin_fixed_amount").decimalValue()).isEqualByComparingTo("0.0005");
        assertThat(parts.path("margin_total_amount").decimalValue()).isEqualByComparingTo("0.000595");
        assertThat(parts.path("total_cost").decimalValue()).isEqualByComparingTo("0.001545");
        success.setPriceVersion("2026-11-01");
        assertThat(sent(new CallEvent.Success(success))
                        .at("/cost_breakdown/original_cost")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void timesAreSecondsAndTheFirstTokensForStreams() throws IOException {
        double start = call.success().getStartedAt().toEpochMilli() / 1e3;
        JsonNode streamed = sent(new CallEvent.Success(call.success()));
        assertThat(streamed.path("startTime").asDouble()).isEqualTo(start);
        assertThat(streamed.path("endTime").decimalValue())
                .isEqualByComparingTo(streamed.path("startTime").decimalValue().add(new BigDecimal("0.812345")));
        assertThat(streamed.path("response_time").asDouble()).isEqualTo(0.31);
        JsonNode plain = sent(new CallEvent.Success(SampleCall.number(0).success()));
        assertThat(plain.path("response_time").asDouble()).isEqualTo(0.812345);
        assertThat(plain.path("completionStartTime")).isEqualTo(plain.path("endTime"));
    }

    @Test
    void bodiesAreJson() throws IOException {
        SuccessEvent success = call.success();
        success.setRequestBody("{\"input\":[\"a\"],\"model\":\"m\"}");
        success.setResponseBody("{\"usage\":{\"prompt_tokens\":1},\"big\":0.12345678901234567890}");
        CallEvent event = new CallEvent.Success(success);
        JsonNode sent = sent(event);
        assertThat(sent.path("messages").toString()).isEqualTo("[\"a\"]");
        assertThat(sent.at("/hidden_params/usage_object/prompt_tokens").asInt()).isEqualTo(1);
        assertThat(payload.of(event).toString()).contains("0.12345678901234567890");
    }

    @Test
    void aFailureSaysWhatWentWrong() throws IOException {
        JsonNode sent = sent(new CallEvent.Failure(call.failure()));
        assertThat(sent.path("status").asText()).isEqualTo("failure");
        assertThat(sent.path("response_cost").asDouble()).isZero();
        assertThat(sent.path("error_str").asText()).isEqualTo("the provider limited the rate of requests");
        assertThat(sent.at("/error_information/error_code").asText()).isEqualTo("429");
        assertThat(sent.at("/error_information/llm_provider").asText()).isEqualTo("openai");
    }

    @Test
    void aCallLostWithItsGatewayEndsWhereItBegan() throws IOException {
        JsonNode sent = sent(new CallEvent.Failure(call.lost()));
        assertThat(sent.path("endTime")).isEqualTo(sent.path("startTime"));
    }

    /** Every top-level field of litellm-fields.md that has a counterpart, and those that are null. */
    @Test
    void noFieldIsMissing() throws IOException {
        Map<String, JsonNode> fields = new TreeMap<>();
        sent(new CallEvent.Success(call.success()))
                .properties()
                .forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        assertThat(fields.keySet())
                .contains(
                        "id",
                        "trace_id",
                        "session_id",
                        "call_type",
                        "stream",
                        "response_cost",
                        "cost_breakdown",
                        "status",
                        "status_fields",
                        "custom_llm_provider",
                        "prompt_tokens",
                        "completion_tokens",
                        "total_tokens",
                        "startTime",
                        "endTime",
                        "completionStartTime",
                        "response_time",
                        "model_map_information",
                        "model",
                        "model_id",
                        "model_group",
                        "api_base",
                        "metadata",
                        "cache_hit",
                        "cache_key",
                        "saved_cache_cost",
                        "request_tags",
                        "end_user",
                        "requester_ip_address",
                        "messages",
                        "response",
                        "model_parameters",
                        "hidden_params",
                        "guardrail_information",
                        "standard_built_in_tools_params");
    }

    private JsonNode sent(CallEvent event) throws IOException {
        return new ObjectMapper()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(payload.of(event).toString());
    }
}
