package io.callstream.gateway.config;

import static io.callstream.settings.KeyReference.rows;

import io.callstream.settings.KafkaSettings;
import io.callstream.settings.RegistrySettings;
import java.util.stream.Collectors;

/** Writes the reference of the settings from the statements of their keys. */
final class ConfigReference {
    private static final String HEAD = """
            # Configuration

            Generated from the statements that `config.yaml` is read by; a test keeps this page up to date.

            The file is LiteLLM's; [below](#litellms-keys) stands what becomes of each of its keys. Everything of our own
            stands under `callstream:`, where an unknown key stops the start, as an unknown section does. A value
            `os.environ/NAME` is read from `environment_variables`, then from the environment. Sizes are written as `64MiB`, times as `500ms`, `30s` or `5m` (a bare number counts seconds).

            | key | default | what it does |
            |---|---|---|
            """;

    /** Read by others than the gateway. */
    private static final String OTHERS = """
            | `callstream.analytics` |  | How much analytics runs, and how long it keeps things; see [the guide](../guides/analytics.md#settings). |
            | `callstream.alerts` |  | Rules of alerts; see [the guide](../guides/analytics.md#alerts). |
            | `callstream.sinks.<name>` |  | Settings of a sink; see its README. |
            """;

    private static final String LITELLM = """

            ## LiteLLM's keys

            `callstream config check FILE` says all of this about a file, without starting anything. A key that stands in no
            table is unknown and warned of. A `*` at the end of a key stands for anything.
            """;

    private static final String WORKS = """

            ### These work

            | key | here |
            |---|---|
            """;

    private static final String NOTHING = """

            ### These have no effect

            They are listed in one warning at the start.

            | key | here |
            |---|---|
            """;

    private static final String STOPS = """

            ### These stop the start

            Left out in silence they would do harm: something would be let through, spent, recorded or sent that the file says is
            not to be. The start is refused with the list of them, unless `callstream.accept_ignored` names each, such as
            `[general_settings.allowed_ips, guardrails]`.

            | key | here |
            |---|---|
            """;

    private ConfigReference() {}

    static String write() {
        return HEAD
                + settings()
                + OTHERS
                + LITELLM
                + WORKS
                + table(LitellmKey.Kind.WORKS)
                + NOTHING
                + table(LitellmKey.Kind.NOTHING)
                + STOPS
                + table(LitellmKey.Kind.STOPS);
    }

    private static String settings() {
        String entry = "model_list[]";
        String params = entry + ".litellm_params";
        String info = entry + ".model_info";
        return String.join(
                "",
                rows("callstream.server", ServerConfig.class, ServerLimits.class, ServerTimeouts.class),
                rows("callstream.server.tls", TlsFiles.class),
                rows("callstream.server.cors", CorsConfig.class),
                rows(
                        "general_settings",
                        AuthConfig.OfGeneral.class,
                        ModelKeeping.OfGeneral.class,
                        LimitsConfig.OfGeneral.class,
                        DemandsConfig.OfGeneral.class,
                        CallerConfig.OfGeneral.class,
                        ForwardRules.OfGeneral.class),
                rows("general_settings.user_header_mappings[]", CallerConfig.OfMapping.class),
                rows("callstream.auth.keys[]", ApiKey.class, LimitsConfig.OfKey.class),
                rows("callstream.auth", AuthConfig.class, KeyManagement.class),
                rows(
                        "litellm_settings",
                        AuthConfig.OfLitellm.class,
                        KeyManagement.OfLitellm.class,
                        LimitsConfig.OfLitellm.class,
                        TagLimits.class,
                        CallerConfig.OfLitellm.class),
                rows("litellm_settings.model_group_settings", ForwardRules.OfGroups.class),
                rows(entry, Deployment.OfEntry.class),
                rows(info, Deployment.OfInfo.class),
                rows(
                        params,
                        ProviderName.class,
                        Endpoint.class,
                        CallLimits.class,
                        Retries.class,
                        ProviderOptions.class,
                        ResponsesUse.class,
                        VertexOptions.class,
                        VertexOptions.Also.class,
                        AwsAccountReader.class),
                rows("litellm_settings", ProviderOptions.OfLitellm.class),
                rows(params, Share.class, CustomPrice.class),
                rows(info, CustomPrice.OfInfo.class, Share.OfInfo.class),
                rows("router_settings", ModelAlias.class, StrategyConfig.class, Retries.OfRouter.class),
                rows(
                        "router_settings",
                        RetryPolicies.class,
                        FallbackConfig.class,
                        CooldownConfig.class,
                        QuotaConfig.class),
                rows("callstream.hedge", HedgeConfig.class),
                rows("callstream.upstream", UpstreamConfig.class, CallLimits.OfUpstream.class),
                rows("callstream.hooks[]", HookConfig.class, CallFilter.class),
                rows("callstream.hook_pool", HooksConfig.Pool.class),
                rows("callstream.pass_through[]", PassThroughPath.class),
                rows("callstream", PassThroughPath.OfGateway.class),
                rows("callstream", CaptureConfig.class),
                rows("callstream.redaction", RedactionConfig.class),
                rows("callstream.redaction.rules[]", RedactionRule.class, CallFilter.class),
                rows("litellm_settings", CaptureConfig.OfLitellm.class),
                rows("callstream.bodies", BodyConfig.class),
                rows("litellm_settings", CacheConfigReader.OfLitellm.class),
                rows("litellm_settings.cache_params", CacheConfigReader.OfParams.class, RedisAddressReader.class),
                rows("callstream.cache", CacheConfigReader.class, CacheLimits.class),
                rows("callstream.responses", ResponsesConfig.class),
                rows("callstream.spool", SpoolConfig.class),
                rows("callstream", SpoolConfig.OfGateway.class, ConfigReader.class),
                rows("callstream.prices", PricesConfig.class),
                rows("litellm_settings", CostChanges.class),
                rows("callstream.prompts", PromptsConfig.class),
                rows("callstream.prompts.langfuse", LangfusePrompts.class),
                rows("callstream.prompts.humanloop", PromptsConfig.Humanloop.class),
                rows("callstream.prompts.file", PromptsConfig.OfFiles.class),
                rows("litellm_settings", PromptsConfig.OfLitellm.class, LangfusePrompts.OfLitellm.class),
                rows("prompts[]", PromptEntries.class),
                rows("prompts[].litellm_params", PromptEntries.OfParameters.class),
                rows(params, PromptEntry.class, InlinePrompt.class, PromptAccount.class),
                rows("callstream.kafka", KafkaSettings.class),
                rows("callstream.schema_registry", RegistrySettings.class));
    }

    private static String table(LitellmKey.Kind kind) {
        return LitellmKeys.all().rows().stream()
                .filter(row -> row.kind() == kind)
                .map(row -> "| `%s` | %s |%n".formatted(row.key(), row.says()))
                .collect(Collectors.joining());
    }
}
