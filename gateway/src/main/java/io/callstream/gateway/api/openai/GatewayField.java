package io.callstream.gateway.api.openai;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one list of the top-level request fields that are said to the gateway and not to a provider, which would refuse
 * them or, worse, act on them: LiteLLM's. A name may end in a star, and may have one on either side, for a family of
 * names. {@code docs/reference/request-fields.md} is generated from it.
 */
enum GatewayField {
    LABELS(
            "Kept in the call's events.",
            "tags litellm_session_id litellm_trace_id litellm_metadata litellm_* spend_logs_metadata"),
    LOGGING(
            "Decide what is recorded of the call, and to which sinks; see the guide on callbacks.",
            "no-log turn_off_message_logging callbacks success_callback failure_callback litellm_disabled_callbacks"),
    CALLBACK_ACCOUNTS(
            "Accounts and options of callbacks. A request chooses among the accounts of the configuration and brings"
                    + " none.",
            "langfuse_* langsmith_* posthog_* humanloop_* arize_* phoenix_* gcs_* wandb_* weave_* dd_* newrelic_*"
                    + " signoz_* helicone_* lunary_* braintrust_* opik_* honeyhive_* galileo_* input_callback"
                    + " service_callback logger_fn verbose log_client_error_tracebacks"),
    DESTINATION(
            "Addresses and keys of providers. Where a call goes, and with which key, is the configuration's alone.",
            "api_base base_url api_key api_version responses_api_version custom_llm_provider azure azure_*"
                    + " aws_* vertex_* s3_* anthropic_federation_* anthropic_identity_* anthropic_issuer_*"
                    + " anthropic_keycloak_* anthropic_organization_id anthropic_service_account_id"
                    + " anthropic_disable_workload_identity_federation openai_identity_* openai_service_account_id"
                    + " watsonx_* region_name tenant_id client_id client_secret headers"
                    + " provider_specific_header ssl_verify client shared_session use_client use_litellm_proxy"
                    + " use_chat_completions_api use_in_pass_through use_xai_oauth chatgpt_auth_file github_copilot_*"
                    + " token_exchange_* fireworks_forward_user_id configurable_clientside_auth_params deployment_id"
                    + " bedrock_tags"),
    EXTRAS(
            "What the provider gets beside: the fields of `extra_body` in the body, in the place of those of the same name;"
                    + " the header lines of `extra_headers`; `organization` as OpenAI-Organization, where the provider"
                    + " speaks OpenAI's form. What the deployment says itself wins over headers.",
            "extra_body extra_headers organization"),
    FALLBACKS(
            "Model groups that take the call when its own has failed: names, `{\"model\": name}` or `{group: [names]}`;"
                    + " `disable_fallbacks` keeps it in its group. They come before what the configuration says.",
            "fallbacks context_window_fallbacks content_policy_fallbacks disable_fallbacks"),
    TIME_LIMITS(
            "Seconds for each attempt, and on streams for each part; they come before what the configuration says.",
            "timeout request_timeout stream_timeout"),
    ROUTING(
            "Routing, which the configuration decides.",
            "context_window_fallback_dict default_fallbacks max_fallbacks fallback_depth attempted_targets max_retries"
                    + " retry_policy retry_strategy model_group_retry_policy routing_strategy cooldown_time"
                    + " allowed_model_region enable_tag_filtering fastest_response provider_affinity_header"
                    + " search_tool_name model_list user_config router_settings_override"
                    + " force_timeout timeout_by_service_tier stream_timeout_by_service_tier"
                    + " client_side_timeout model_alias_map data_residency specific_deployment"),
    RETRIES(
            "How often the call is tried again when an attempt fails before the first byte of its answer, 0 to 99; it"
                    + " comes before what the configuration says.",
            "num_retries"),
    DEPLOYMENT(
            "Properties of a deployment: limits, prices, names.",
            "model_info base_model hf_model_name rpm tpm itpm otpm rpd tpd daily_reset_time max_parallel_requests"
                    + " default_api_key_rpm_limit default_api_key_tpm_limit weight order tag_regex max_file_size_mb"
                    + " silent_model kubernetes_pod_discovery switchyard_router_config auto_router_*"
                    + " complexity_router_* adaptive_router_* quality_router_* max_budget budget_duration"
                    + " *_cost_per_* *_token_cost* cost_per_query cost_per_second *_uplift_multiplier*"
                    + " output_vector_size allowed_openai_params drop_params modify_params"),
    DROPPED(
            "Parameters, by their names, that the provider does not get, beside those of the deployment's own list.",
            "additional_drop_params"),
    CACHE(
            "Whether the answer may come from the cache, and is kept there: `ttl` and `s-maxage` (seconds), `no-cache`,"
                    + " `no-store`, `namespace`, `use-cache`; see the guide on the cache.",
            "cache"),
    OTHER_CACHES(
            "Other ways in which LiteLLM's cache is controlled, which have no effect here.",
            "caching ttl caching_groups enable_prompt_caching preset_cache_key cache_key"),
    GUARDRAILS(
            "Guardrails, which do not exist here: a call that asks for one is not checked.",
            "guardrails guardrail_config applied_guardrails disable_global_guardrail disable_global_guardrails"
                    + " opted_out_global_guardrails policies max_agentic_loops"),
    PROMPTS(
            "The prompt that is put before the client's messages, and the account it is kept in; see the guide on prompts.",
            "prompt_id prompt_variables prompt_label prompt_version ignore_prompt_manager_model"
                    + " ignore_prompt_manager_optional_params langfuse_public_key langfuse_secret langfuse_secret_key"
                    + " langfuse_host langfuse_prompt_version humanloop_api_key"),
    MESSAGES(
            "How LiteLLM shapes messages, which go to the provider as they came.",
            "prompt_environment custom_prompt_dict"
                    + " initial_prompt_value final_prompt_value roles bos_token eos_token supports_system_message"
                    + " ensure_alternating_roles user_continue_message assistant_continue_message"
                    + " disable_add_transform_inline_image_block"),
    MOCKS(
            "Invented answers and failures, which are given without asking a provider; see the guide on mock answers.",
            "mock_response mock_timeout mock_delay mock_tool_calls mock_testing_*"),
    ANSWER(
            "How LiteLLM shapes its answer.",
            "merge_reasoning_content_in_choices thought_signature_in_tool_call_id enable_json_schema_validation"
                    + " complete_response stream_response stream_chunk_size keepalive_seconds"
                    + " allow_client_keepalive_override"),
    INTERNAL(
            "LiteLLM's own state.",
            "id self rust model_config acompletion atext_completion text_completion aembedding aimg_generation"
                    + " allm_passthrough_route async_call completion_call_id proxy_server_request secret_fields"
                    + " standard_logging_object model_file_id_mapping user_api_key_* _litellm_* _context_compaction_state"
                    + " _headroom_* _agentic_loop_* _code_interpreter_* _websearch_* _router_weights"
                    + " _encrypted_content_affinity_pinned");

    private static final String STAR = "*";
    private static final Set<String> NAMES =
            all().filter(name -> !name.contains(STAR)).collect(Collectors.toUnmodifiableSet());
    private static final List<String> BEGINNINGS = all().filter(name -> name.endsWith(STAR) && !name.startsWith(STAR))
            .map(name -> name.substring(0, name.length() - 1))
            .toList();
    private static final List<String> MIDDLES = all().filter(name -> name.startsWith(STAR))
            .map(name -> name.substring(1, name.length() - 1))
            .toList();

    private final String meaning;
    private final List<String> names;

    GatewayField(String meaning, String names) {
        this.meaning = meaning;
        this.names = List.of(names.split(" ", -1));
    }

    /** Whether a field of this name is said to the gateway alone. */
    static boolean has(String name) {
        return NAMES.contains(name) || name.indexOf('_') >= 0 && ofFamily(name);
    }

    /** What the gateway makes of these fields; one sentence or two for the reference. */
    String meaning() {
        return meaning;
    }

    /** Names, and families of names with a star. */
    List<String> names() {
        return names;
    }

    private static boolean ofFamily(String name) {
        for (String beginning : BEGINNINGS) {
            if (name.startsWith(beginning)) {
                return true;
            }
        }
        for (String middle : MIDDLES) {
            if (name.contains(middle)) {
                return true;
            }
        }
        return false;
    }

    private static Stream<String> all() {
        return Arrays.stream(values()).flatMap(group -> group.names.stream());
    }
}
