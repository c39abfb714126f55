package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What LiteLLM's webhook callback sends becomes events, whichever of its forms it has. */
class LitellmIngestTest {
    private static final String PATH = "/ingest/litellm";
    private static final String YAML = """
            model_list: [{model_name: m, litellm_params: {model: openai/m, api_base: "http://127.0.0.1:9/v1", api_key: k}}]
            general_settings: {master_key: sk-master}
            callstream:
              auth:
                keys: [{key: sk-team-1234567890, alias: team-key, team_id: own-team}]
            """;
    private static final String KEY_HASH = "8".repeat(64);

    private final TestGateway gateway = TestGateway.start(YAML);
    private final Http http = new Http();

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static String success(String id) {
        return """
                {"id": "chatcmpl-1", "litellm_call_id": "%s", "trace_id": "11111111-2222-4333-8444-555555555555",
                 "call_type": "acompletion", "stream": true, "response_cost": 0.00015, "status": "success",
                 "cost_breakdown": {"input_cost": 0.00005, "output_cost": 0.0001, "total_cost": 0.00015},
                 "custom_llm_provider": "azure", "prompt_tokens": 10, "completion_tokens": 20, "total_tokens": 30,
                 "startTime": 1760000000.25, "endTime": 1760000002.25, "completionStartTime": 1760000000.75,
                 "model": "gpt-4o", "model_id": "deployment-7", "model_group": "chat", "api_base": "https://u:p@x.example/openai?k=v",
                 "metadata": {"user_api_key_hash": "%s", "user_api_key_alias": "alice", "user_api_key_team_id": "red",
                   "user_api_key_user_id": "u1", "requester_metadata": {"feature": "search", "api_key": "sk-secret"}},
                 "cache_hit": false, "request_tags": ["prod", "User-Agent: openai", "User-Agent: openai/1.0"],
                 "end_user": "customer-1", "requester_ip_address": "192.0.2.7",
                 "messages": [{"role": "user", "content": "Hello"}],
                 "response": {"id": "chatcmpl-1", "model": "gpt-4o-2024-08-06", "choices": [{"index": 0, "finish_reason": "stop",
                   "message": {"role": "assistant", "content": "Hi"}}]},
                 "model_parameters": {"temperature": 0.5}, "hidden_params": {"litellm_overhead_time_ms": 100}}
                """.formatted(id, KEY_HASH).replace("\n", " ");
    }

    /** As the Python library alone sends it today (1.108.7), without a proxy: much of it is null or empty. */
    private static String ofLibrary(String id) {
        return """
                {"id": "chatcmpl-2", "litellm_call_id": "%s", "trace_id": "dcf0f29c-2f58-425a-9d71-d074d3a7e81c", "session_id": "",
                 "call_type": "acompletion", "cache_hit": null, "stream": null, "status": "success",
                 "status_fields": {"llm_api_status": "success", "guardrail_status": "not_run"}, "custom_llm_provider": "openai",
                 "saved_cache_cost": 0.0, "startTime": 1760000000.5, "endTime": 1760000001.0, "completionStartTime": 1760000001.0,
                 "response_time": 0.5, "model": "sim-text",
                 "metadata": {"user_api_key_hash": null, "user_api_key_alias": null, "user_api_key_spend": null,
                   "user_api_key_team_id": null, "user_api_key_user_id": null, "user_api_key_org_id": null,
                   "spend_logs_metadata": null, "requester_ip_address": null, "requester_metadata": null,
                   "prompt_management_metadata": null, "applied_guardrails": [], "routing_decision": null,
                   "usage_object": {"completion_tokens": 12, "prompt_tokens": 9, "total_tokens": 21,
                     "completion_tokens_details": {"audio_tokens": 0, "reasoning_tokens": 4},
                     "prompt_tokens_details": {"audio_tokens": 0, "cached_tokens": 2}}},
                 "cache_key": null, "response_cost": 0.033,
                 "cost_breakdown": {"input_cost": 0.009000000000000001, "output_cost": 0.024, "total_cost": 0.033,
                   "tool_usage_cost": 0.0, "service_tier": null, "original_cost": 0.033, "discount_percent": 0.0,
                   "margin_total_amount": 0.0},
                 "autorouter_savings": null, "total_tokens": 21, "prompt_tokens": 9, "completion_tokens": 12,
                 "request_tags": ["a"], "request_model_access_groups": [], "end_user": null,
                 "api_base": "http://127.0.0.1:9/v1", "model_group": "", "model_id": "", "requester_ip_address": null,
                 "user_agent": null, "messages": [{"role": "user", "content": "hello"}],
                 "response": {"id": "chatcmpl-2", "created": 1760000001, "model": "sim-text", "object": "chat.completion",
                   "choices": [{"finish_reason": "stop", "index": 0, "message": {"content": "Hi", "role": "assistant",
                     "tool_calls": null, "function_call": null}, "provider_specific_fields": {}}]},
                 "model_parameters": {"user": "eve"},
                 "hidden_params": {"model_id": null, "cache_key": null, "response_cost": 0.033,
                   "additional_headers": {"llm_provider-content-type": "application/json"},
                   "litellm_overhead_time_ms": 308.6791, "batch_models": null, "usage_object": null},
                 "model_map_information": {"model_map_key": "sim-text", "model_map_value": {"key": "openai/sim-text",
                   "input_cost_per_token": 0.001, "max_tokens": null}},
                 "error_str": null, "error_information": {"error_code": "", "error_class": "", "llm_provider": "",
                   "traceback": "", "error_message": ""},
                 "guardrail_information": null, "standard_built_in_tools_params": {}}
                """.formatted(id).replace("\n", " ");
    }

    private static String failure(String id) {
        return """
                {"id": "%s", "call_type": "aembedding", "status": "failure", "response_cost": 0, "custom_llm_provider": "openai",
                 "startTime": 1760000000, "endTime": 1760000001, "model": "e", "model_group": "embed", "metadata": {},
                 "messages": ["a"], "response": {}, "error_str": "litellm.RateLimitError: slow down",
                 "error_information": {"error_code": "429", "error_class": "RateLimitError", "llm_provider": "openai",
                   "error_message": "slow down"}}
                """.formatted(id).replace("\n", " ");
    }

    private HttpResponse<String> post(String body, String key) throws IOException, InterruptedException {
        return http.post(gateway.url(PATH), body, "authorization", "Bearer " + key);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheLibraryAloneSendsIsACallOfThePresentedKey(boolean asBatch) throws Exception {
        String body = ofLibrary("call-of-library");

        HttpResponse<String> response = post(asBatch ? "[" + body + "]" : body, "sk-team-1234567890");

        assertThat(response.body()).isEqualTo("{\"accepted\":1,\"rejected\":[]}");
        SuccessEvent event = gateway.tape().all(SuccessEvent.class).get(0);
        assertThat(event.getKeyAlias()).isEqualTo("team-key");
        assertThat(event.getTeamId()).isEqualTo("own-team");
        assertThat(event.getEndUser()).as("as the request named it").isEqualTo("eve");
        assertThat(event.getSessionId()).isEqualTo("dcf0f29c-2f58-425a-9d71-d074d3a7e81c");
        assertThat(event.getModelGroup()).isEqualTo("sim-text");
        assertThat(event.getPromptTokens()).isEqualTo(9);
        assertThat(event.getCacheReadTokens()).isEqualTo(2);
        assertThat(event.getReasoningTokens()).isEqualTo(4);
        assertThat(event.getCostNanoUsd()).isEqualTo(33_000_000);
        assertThat(event.getInputCostNanoUsd()).isEqualTo(9_000_000);
        assertThat(event.getResponseId()).isEqualTo("chatcmpl-2");
        assertThat(event.getStream()).isFalse();
        assertThat(event.getClientIp()).isNull();
    }

    @Test
    void aBatchBecomesTheEventsOfItsCalls() throws Exception {
        HttpResponse<String> response = post("[" + success("call-1") + "," + failure("call-2") + "]", "sk-master");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"accepted\":2,\"rejected\":[]}");
        SuccessEvent event = gateway.tape().all(SuccessEvent.class).get(0);
        assertThat(event.getCallSource()).isEqualTo("litellm");
        assertThat(event.getCallType()).isEqualTo("chat_completion");
        assertThat(event.getModelGroup()).isEqualTo("chat");
        assertThat(event.getProvider()).isEqualTo("azure");
        assertThat(event.getDeploymentId()).isEqualTo("deployment-7");
        assertThat(event.getApiBase()).isEqualTo("https://x.example/openai");
        assertThat(event.getKeyHash()).isEqualTo(KEY_HASH);
        assertThat(event.getTeamId()).isEqualTo("red");
        assertThat(event.getEndUser()).isEqualTo("customer-1");
        assertThat(event.getTags()).containsExactly("prod");
        assertThat(event.getUserAgent()).isEqualTo("openai/1.0");
        assertThat(event.getMetadata()).containsOnlyKeys("feature");
        assertThat(event.getTraceId()).isEqualTo("11111111222243338444555555555555");
        assertThat(event.getStartedAt()).isEqualTo(Instant.parse("2025-10-09T08:53:20.250Z"));
        assertThat(event.getTtftUs()).isEqualTo(500_000);
        assertThat(event.getDurationUs()).isEqualTo(2_000_000);
        assertThat(event.getUpstreamUs()).isEqualTo(1_900_000);
        assertThat(event.getCostNanoUsd()).isEqualTo(150_000);
        assertThat(event.getInputCostNanoUsd()).isEqualTo(50_000);
        assertThat(event.getTotalTokens()).isEqualTo(30);
        assertThat(event.getFinishReason()).isEqualTo("stop");
        assertThat(event.getResponseModel()).isEqualTo("gpt-4o-2024-08-06");
        assertThat(event.getParameters()).isEqualTo("{\"temperature\":0.5}");
        assertThat(event.getRequestBody())
                .contains("\"model\":\"chat\"", "\"content\":\"Hello\"", "\"temperature\":0.5");
        assertThat(event.getResponseBody()).contains("\"content\":\"Hi\"");
        FailureEvent failed = gateway.tape().all(FailureEvent.class).get(0);
        assertThat(failed.getErrorCode()).isEqualTo("RATE_LIMITED");
        assertThat(failed.getHttpStatus()).isEqualTo(429);
        assertThat(failed.getMessage()).isEqualTo("LiteLLM reported RateLimitError.");
        assertThat(failed.getProviderErrorBody()).isEqualTo("slow down");
        assertThat(failed.getCallType()).isEqualTo("embedding");
        assertThat(failed.getCallSource()).isEqualTo("litellm");
        assertThat(gateway.tape().all(PreCallEvent.class))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.getCallSource()).isEqualTo("litellm"));
    }

    @Test
    void whatIsSentAgainHasTheSameIds() throws Exception {
        post(success("call-1"), "sk-master");
        post("[" + success("call-1") + "]", "sk-master");
        post(success("call-2"), "sk-master");

        List<String> ids = gateway.tape().all(SuccessEvent.class).stream()
                .map(SuccessEvent::getEventId)
                .toList();
        assertThat(ids).hasSize(3);
        assertThat(ids.get(1)).isEqualTo(ids.get(0));
        assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
    }

    @Test
    void aWrongLineIsNamedAndCostsNoneOfTheOthers() throws Exception {
        String body = String.join(
                "\n",
                success("call-1"),
                "{\"id\": \"half",
                success("call-3").replace("\"startTime\": 1760000000.25", "\"startTime\": \"yesterday\""),
                "",
                failure("call-4").replace("\"failure\"", "\"unsure\""),
                success("call-5"));

        HttpResponse<String> response = post(body, "sk-master");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("{\"accepted\":2,\"rejected\":[{\"index\":1,\"error\":\"no JSON")
                .contains("{\"index\":2,\"error\":\"startTime: expected seconds since 1970\"}")
                .contains("{\"index\":3,\"error\":\"status: expected success or failure\"}");
        assertThat(gateway.tape().all(SuccessEvent.class)).hasSize(2);
        assertThat(gateway.wiring().ingested().rejected()).isEqualTo(3);
    }

    @Test
    void callsThatAnotherKeyThanTheMasterReportsAreItsOwn() throws Exception {
        post(success("call-1"), "sk-team-1234567890");
        post(success("call-1"), "sk-master");

        List<SuccessEvent> events = gateway.tape().all(SuccessEvent.class);
        assertThat(events.get(0).getTeamId()).isEqualTo("own-team");
        assertThat(events.get(0).getKeyAlias()).isEqualTo("team-key");
        assertThat(events.get(0).getCallId()).isNotEqualTo(events.get(1).getCallId());
    }

    @Test
    void aLargeBatchIsRecordedWhole() throws Exception {
        String body = IntStream.range(0, 500)
                .mapToObj(i -> success("call-" + i))
                .reduce((one, other) -> one + "," + other)
                .orElse("");

        assertThat(post("[" + body + "]", "sk-master").body()).contains("\"accepted\":500");
        assertThat(gateway.tape().all(SuccessEvent.class)).hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[{\"id\":", "no", "[1, true]", "[{}]"})
    void whatIsNoReportIsRefused(String body) throws Exception {
        assertThat(post(body, "sk-master").statusCode()).isEqualTo(400);
        assertThat(gateway.tape().kinds()).isEmpty();
    }

    @Test
    void aKeyIsNeeded() throws Exception {
        assertThat(post(success("call-1"), "sk-wrong").statusCode()).isEqualTo(401);
    }
}
