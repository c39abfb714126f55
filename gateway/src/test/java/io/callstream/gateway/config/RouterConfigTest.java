package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.hook.HookMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a deployment is chosen and left alone, what calls have to say, which headers go along: settings of LiteLLM's and ours. */
class RouterConfigTest {
    private static RouterConfig read(String router, String litellm) {
        return Configs.read(Configs.MODEL + "router_settings: {" + router + "}\nlitellm_settings: {" + litellm + "}")
                .models()
                .router();
    }

    @ParameterizedTest
    @CsvSource({
        "simple-shuffle,         SIMPLE_SHUFFLE",
        "weighted-pick,          SIMPLE_SHUFFLE",
        "least-busy,             LEAST_BUSY",
        "latency-based-routing,  LATENCY",
        "lowest-latency,         LATENCY",
        "usage-based-routing,    USAGE",
        "lowest-usage,           USAGE",
        "usage-based-routing-v2, USAGE_V2",
        "cost-based-routing,     COST",
        "lowest-cost,            COST",
    })
    void aStrategyHasLitellmsNames(String written, StrategyName name) {
        assertThat(read("routing_strategy: " + written, "").strategy().name()).isEqualTo(name);
    }

    @Test
    void whatALatencyCountsForIsSaid() {
        assertThat(read("routing_strategy_args: {ttl: 10, lowest_latency_buffer: 0.5, max_latency_list_size: 5}", "")
                        .strategy())
                .isEqualTo(new StrategyConfig(
                        StrategyName.SIMPLE_SHUFFLE, Duration.ofSeconds(10), 0.5, false, StrategyConfig.TagFilter.OFF));
        assertThat(read("", "").strategy()).isEqualTo(StrategyConfig.DEFAULT);
    }

    @Test
    void aMisspeltPartOfAStrategyIsWarnedOf() {
        assertThat(Configs.read(Configs.MODEL
                                + "router_settings: {routing_strategy_args: {tll: 10, max_latency_list_size: 5}}")
                        .notes()
                        .unknown())
                .containsExactly("router_settings.routing_strategy_args.tll");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                                                      | false | OFF",
                "enable_pre_call_checks: true                                          | true  | OFF",
                "optional_pre_call_checks: [enforce_model_rate_limits]                 | true  | OFF",
                "optional_pre_call_checks: [prompt_caching]                            | false | OFF",
                "enable_tag_filtering: true                                            | false | ANY",
                "enable_tag_filtering: true, tag_filtering_match_any: false            | false | ALL",
                "tag_filtering_match_any: false                                        | false | OFF",
            })
    void deploymentsMayBeLeftOut(@Nullable String router, boolean checks, StrategyConfig.TagFilter tags) {
        StrategyConfig strategy = read(router == null ? "" : router, "").strategy();

        assertThat(strategy.preCallChecks()).isEqualTo(checks);
        assertThat(strategy.tags()).isEqualTo(tags);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                      |                                    | true  | 5  |",
                "cooldown_time: 7                      | cooldown_time: 9                   | true  | 7  |",
                "                                      | cooldown_time: 9                   | true  | 9  |",
                "cooldown_time: 0                      | cooldown_time: 9                   | true  | 0  |",
                "allowed_fails: 3                      | allowed_fails: 4                   | true  | 5  | 3",
                "                                      | allowed_fails: 4                   | true  | 5  | 4",
                "allowed_fails: 0                      |                                    | true  | 5  | 0",
                "disable_cooldowns: true               |                                    | false | 5  |",
            })
    void aDeploymentThatFailsIsLeftAlone(
            @Nullable String router, @Nullable String litellm, boolean enabled, int seconds, @Nullable Integer fails) {
        CooldownConfig cooldown = read(router == null ? "" : router, litellm == null ? "" : litellm)
                .cooldown();

        assertThat(cooldown)
                .isEqualTo(new CooldownConfig(
                        enabled,
                        Duration.ofSeconds(seconds),
                        fails == null ? OptionalInt.empty() : OptionalInt.of(fails),
                        Map.of()));
        assertThat(cooldown.counts()).isEqualTo(fails != null);
    }

    @Test
    void kindsOfFailuresAreForgivenByThemselves() {
        CooldownConfig cooldown = read(
                        "allowed_fails_policy: {BadRequestErrorAllowedFails: 1, AuthenticationErrorAllowedFails: 2,"
                                + " TimeoutErrorAllowedFails: 3, RateLimitErrorAllowedFails: 4,"
                                + " ContentPolicyViolationErrorAllowedFails: 5, InternalServerErrorAllowedFails: 0}",
                        "")
                .cooldown();

        assertThat(cooldown.allowedFailsOf())
                .isEqualTo(Map.of(
                        FailureKind.BAD_REQUEST, 1,
                        FailureKind.AUTHENTICATION, 2,
                        FailureKind.TIMEOUT, 3,
                        FailureKind.RATE_LIMIT, 4,
                        FailureKind.CONTENT_POLICY, 5,
                        FailureKind.INTERNAL_SERVER, 0));
        assertThat(cooldown.counts()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "10ms, false", "10m, false"})
    void aSecondDeploymentIsAskedAfterATime(String after, boolean off) {
        assertThat(Configs.read(Configs.MODEL + "callstream: {hedge: {after: " + after + "}}")
                        .models()
                        .router()
                        .hedge()
                        .off())
                .isEqualTo(off);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                                    | ''                 | false",
                "enforce_user_param: true                            | user               | false",
                "enforced_params: [user, metadata.name]              | user;metadata.name | false",
                "enforced_params: metadata.name, enforce_user_param: true | user;metadata.name | false",
                "enforced_params: [x, user], enforce_user_param: true | x;user            | false",
                "reject_clientside_metadata_tags: true               | ''                 | true",
            })
    void callsMayHaveToSaySomething(@Nullable String general, String params, boolean withoutTags) {
        DemandsConfig demands = Configs.read(
                        Configs.MODEL + "general_settings: {" + (general == null ? "" : general) + "}")
                .calls()
                .demands();
        List<String> expected = params.isEmpty() ? List.of() : List.of(params.split(";"));

        assertThat(demands).isEqualTo(new DemandsConfig(expected, withoutTags));
        assertThat(demands.none()).isEqualTo(expected.isEmpty() && !withoutTags);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                                            | ''                                | false",
                "general_settings: {forward_client_headers_to_llm_api: true} | ''                                | true",
                "litellm_settings: {model_group_settings: {forward_client_headers_to_llm_api: [m]}}      | ''    | true",
                "litellm_settings: {model_group_settings: {forward_client_headers_to_llm_api: ['*']}}    | ''    | true",
                "litellm_settings: {model_group_settings: {forward_client_headers_to_llm_api: ['x/*']}}  | ''    | false",
                "general_settings: {litellm_key_header_name: ' X-Key '}      | x-key                             | false",
            })
    void headersOfClientsGoAlongWhereThatIsSaid(@Nullable String yaml, String keyHeader, boolean own) {
        assertThat(Configs.read(Configs.MODEL + (yaml == null ? "" : yaml))
                        .deployments()
                        .get(0)
                        .endpoint()
                        .forwarded())
                .isEqualTo(new ForwardedHeaders(own, keyHeader));
    }

    @Test
    void hooksRunInTheirOrderForAsLongAsTheyMay() {
        HooksConfig hooks = Configs.read(
                        Configs.MODEL
                                + "callstream: {hooks: [{name: a}, {name: b, mode: during_call, timeout: 3s, on_failure: fail_open},"
                                + " {name: c, timeout: 500ms, settings: {k: [1, {z: true}]}, models: [m]}], hook_pool: {waiting: 7}}")
                .calls()
                .hooks();

        assertThat(hooks.hooks()).extracting(HookConfig::name).containsExactly("a", "b", "c");
        assertThat(hooks.longestBefore()).isEqualTo(Duration.ofMillis(2_500));
        assertThat(hooks.pool()).isEqualTo(new HooksConfig.Pool(16, 7));
        assertThat(hooks.hooks().get(1).mode()).isEqualTo(HookMode.DURING_CALL);
        assertThat(hooks.hooks().get(1).onFailure()).isEqualTo(HookFailure.FAIL_OPEN);
        assertThat(hooks.hooks().get(0).onFailure()).isEqualTo(HookFailure.FAIL_CLOSED);
        assertThat(hooks.hooks().get(2).settings()).isEqualTo(Map.of("k", List.of(1, Map.of("z", true))));
        assertThat(hooks.hooks().get(2)).hasToString("HookConfig[c, PRE_CALL]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mode: pre_call               | name: is missing",
                "name: a, mode: post_call     | mode: is 'post_call' (expected one of pre_call, during_call)",
                "name: a, timeout: 0          | timeout: is 0 (expected 1ms to 60s)",
                "name: a, timeout: 61s        | timeout: is 61s (expected 1ms to 60s)",
                "name: a, on_failure: ignore  | on_failure: is 'ignore' (expected one of fail_open, fail_closed)",
                "name: a, setings: {}         | setings: is not a known setting (did you mean settings?)",
            })
    void aHookThatIsNoneIsNamed(String hook, String problem) {
        assertThat(Configs.problems(Configs.MODEL + "callstream: {hooks: [{" + hook + "}]}"))
                .containsExactly("callstream.hooks[0]." + problem);
    }

    @Test
    void aHookWhoseVariableIsNotSetIsAProblem() {
        assertThat(Configs.problems(
                        Configs.MODEL + "callstream: {hooks: [{name: a, settings: {key: os.environ/NOT_SET}}]}"))
                .singleElement()
                .asString()
                .startsWith("callstream.hooks[0].settings")
                .contains("NOT_SET");
    }
}
