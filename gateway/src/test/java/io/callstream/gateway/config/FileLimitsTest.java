package io.callstream.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.BudgetPeriod;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits and budgets that the file sets: of keys, of everybody, of end users, tags, providers and deployments. */
class FileLimitsTest {
    private static final LimitSubject OF_KEY =
            LimitSubject.key(KeyHash.of("sk-1").hex());

    private static LimitsConfig read(String yaml) {
        return Configs.read(Configs.MODEL + yaml).auth().limits();
    }

    private static LimitRule ofKey(String limits, String general) {
        return read("general_settings: {" + general + "}\ncallstream: {auth: {keys: [{key: sk-1, " + limits + "}]}}")
                .keys()
                .getOrDefault(KeyHash.of("sk-1"), LimitRule.of(OF_KEY, Budget.NONE));
    }

    private static Budget budget(String dollars, @Nullable String period) {
        return Budget.of(Budget.nanoUsd(new BigDecimal(dollars)), period == null ? null : BudgetPeriod.parse(period));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rpm_limit: 5                     |                           | 5 |   |",
                "tpm_limit: 5                     |                           |   | 5 |",
                "max_parallel_requests: 5         |                           |   |   | 5",
                "rpm_limit: 0                     |                           | 0 |   |",
                "rpm_limit: 1                     | max_parallel_requests: 3  | 1 |   | 3",
                "max_parallel_requests: 5         | max_parallel_requests: 3  |   |   | 5",
                "max_parallel_requests: 0         | max_parallel_requests: 3  |   |   | 0",
            })
    void aKeyHasItsRates(
            String limits, @Nullable String general, @Nullable Long rpm, @Nullable Long tpm, @Nullable Long parallel) {
        assertThat(ofKey(limits, general == null ? "" : general))
                .isEqualTo(new LimitRule(OF_KEY, new RateLimits(rpm, tpm, parallel), Budget.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_budget: 10.5                          | 10.5        |",
                "max_budget: 10, budget_duration: 7d       | 10          | 7d",
                "max_budget: 0                             | 0           |",
                "max_budget: 1000000000                    | 1000000000  |",
                "max_budget: '1_000'                       | 1000        |",
                "max_budget: 0.000000001                   | 0.000000001 |",
            })
    void aKeyHasItsBudget(String limits, String dollars, @Nullable String period) {
        assertThat(ofKey(limits, "")).isEqualTo(LimitRule.of(OF_KEY, budget(dollars, period)));
    }

    @Test
    void aKeyThatSaysNothingHasNoRule() {
        assertThat(read("callstream: {auth: {keys: [{key: sk-1}]}}").keys()).isEmpty();
        assertThat(read("general_settings: {max_parallel_requests: 4}").parallelOfKey())
                .isEqualTo(4);
        assertThat(read("general_settings: {}")).isEqualTo(LimitsConfig.NONE);
    }

    @Test
    void everybodyTogetherHasABudgetAndPlaces() {
        LimitRule all = read("litellm_settings: {max_budget: 5, budget_duration: 1mo}\n"
                        + "general_settings: {global_max_parallel_requests: 9}")
                .all();

        assertThat(all)
                .isEqualTo(new LimitRule(LimitSubject.GLOBAL, new RateLimits(null, null, 9L), budget("5", "1mo")));
    }

    /** It is LiteLLM's default, and stands for no budget. */
    @Test
    void aBudgetOfNothingForEverybodyIsNone() {
        assertThat(read("litellm_settings: {max_budget: 0, budget_duration: 1d}")
                        .all()
                        .none())
                .isTrue();
        assertThat(read("litellm_settings: {max_end_user_budget: 0}").endUser()).isEqualTo(budget("0", null));
    }

    @Test
    void anEndUserHasABudgetOrTheNameOfOne() {
        LimitsConfig limits = read("litellm_settings: {max_end_user_budget: 2, max_end_user_budget_id: free}");

        assertThat(limits.endUser()).isEqualTo(budget("2", null));
        assertThat(limits.endUserBudget()).isEqualTo("free");
    }

    @Test
    void aTagHasLimits() {
        Map<String, LimitRule> tags =
                read("litellm_settings: {tag_budget_config: {shop: {max_budget: 10, budget_duration: 1d},"
                                + " chat: {rpm_limit: 60, tpm_limit: 7}, off: {max_budget: 0}}}")
                        .tags();

        assertThat(tags.get("shop"))
                .isEqualTo(LimitRule.of(new LimitSubject(LimitSubject.Kind.TAG, "shop"), budget("10", "1d")));
        assertThat(tags.get("chat"))
                .isEqualTo(new LimitRule(
                        new LimitSubject(LimitSubject.Kind.TAG, "chat"), new RateLimits(60L, 7L, null), Budget.NONE));
        assertThat(tags).containsOnlyKeys("shop", "chat", "off");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "litellm_settings.tag_budget_config | shop: {max_budgt: 5, rpm_limit: 1} | .shop.max_budgt: is not a known"
                        + " setting (did you mean max_budget?)",
                "litellm_settings.tag_budget_config | shop: {rpm_limit: -1}  | .shop.rpm_limit: is -1 (expected at least 0)",
                "litellm_settings.tag_budget_config | shop: {rpm_limit: 1, budget_duration: 1x} | .shop.budget_duration: is"
                        + " '1x' (expected a number and s, m, h, d, w or mo, such as 30s, 1h, 1d, 7d or 1mo)",
                "router_settings.provider_budget_config | openai: {budget_limit: 1, perod: 1d} | .openai.perod: is not a"
                        + " known setting",
                "router_settings.provider_budget_config | openai: {budget_limit: 1, max_budget: 2} | .openai.max_budget:"
                        + " stands beside budget_limit (keep one of the two)",
                "router_settings.provider_budget_config | openai: {max_budget: 1, time_period: 1d, budget_duration: 7d} |"
                        + " .openai.budget_duration: stands beside time_period (keep one of the two)",
                "router_settings.provider_budget_config | openai: {budget_limit: 1e10} | .openai.budget_limit: is"
                        + " 1.0E10 (expected 0 to 1000000000)",
                "router_settings.provider_budget_config | openai: {budget_limit: 1, time_period: 0d} |"
                        + " .openai.time_period: is 0d (expected 1 or more)",
            })
    void whatIsWrongIsNamed(String section, String content, String problem) {
        String[] path = section.split("\\.");
        String yaml = path[0] + ": {" + path[1] + ": {" + content + "}}";

        assertThat(Configs.problems(Configs.MODEL + yaml)).containsExactly(section + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rpm_limit: -1                            | rpm_limit: is -1 (expected at least 0)",
                "tpm_limit: 1.5                           | tpm_limit: is '1.5' (expected a whole number)",
                "max_parallel_requests: 3000000000        | max_parallel_requests: is '3000000000' (expected a number)",
                "max_budget: -0.01                        | max_budget: is -0.01 (expected 0 to 1000000000)",
                "max_budget: '1e-999999999'               | max_budget: is '1e-999999999' (expected a number)",
                "max_budget: 1000000000.01                | max_budget: is 1.00000000001E9 (expected 0 to 1000000000)",
                "budget_duration: day                     | budget_duration: is 'day' (expected a number and s, m, h, d, w or"
                        + " mo, such as 30s, 1h, 1d, 7d or 1mo)",
            })
    void aLimitThatIsNoneIsNamed(String limits, String problem) {
        assertThat(Configs.problems(Configs.MODEL + "callstream: {auth: {keys: [{key: sk-1, " + limits + "}]}}"))
                .containsExactly("callstream.auth.keys[0]." + problem);
    }

    private static QuotaConfig quotas(String router) {
        return Configs.read(Configs.MODEL + "router_settings: {" + router + "}")
                .models()
                .router()
                .quotas();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "budget_limit: 100, time_period: 1d                     | 100 | 1d",
                "max_budget: 100, budget_duration: 1d                   | 100 | 1d",
                "budget_limit: 0.5                                      | 0.5 |",
                "budget_limit: 0                                        | 0   |",
            })
    void aProviderHasABudget(String limits, String dollars, @Nullable String period) {
        assertThat(quotas("provider_budget_config: {openai: {" + limits + "}}").providers())
                .isEqualTo(Map.of("openai", budget(dollars, period)));
    }

    @Test
    void anAttemptFallsUnderWhatItsDeploymentAndItsProviderMayTake() {
        Deployment deployment = Configs.deployment("model: openai/m, rpm: 3, max_budget: 4, budget_duration: 1h");
        LimitSubject itself = new LimitSubject(LimitSubject.Kind.DEPLOYMENT, deployment.id());

        assertThat(QuotaConfig.NONE.rules(deployment))
                .containsExactly(new LimitRule(itself, new RateLimits(3L, null, null), budget("4", "1h")));
        assertThat(quotas("provider_budget_config: {openai: {budget_limit: 1}, groq: {budget_limit: 2}}")
                        .rules(deployment))
                .hasSize(2)
                .contains(LimitRule.of(new LimitSubject(LimitSubject.Kind.PROVIDER, "openai"), budget("1", null)));
    }

    @Test
    void whetherAnythingIsLimitedIsKnown() {
        List<Deployment> free = List.of(Configs.deployment("model: openai/m"));
        List<Deployment> bound = List.of(Configs.deployment("model: openai/m, tpm: 3"));

        assertThat(QuotaConfig.NONE.limits(free)).isFalse();
        assertThat(QuotaConfig.NONE.limits(bound)).isTrue();
        assertThat(quotas("provider_budget_config: {openai: {budget_limit: 1}}").limits(free))
                .isTrue();
        assertThat(quotas("provider_budget_config: {openai: {budget_limit: 1}}").limits(List.of()))
                .isFalse();
    }

    @Test
    void aBudgetOfAProviderThatNothingIsServedByIsWarnedOf() {
        assertThat(
                        Configs.warnings(
                                Configs.MODEL
                                        + "router_settings: {provider_budget_config: {opanai: {budget_limit: 1}, openai: {budget_limit: 1}}}"))
                .containsExactly("router_settings.provider_budget_config.opanai: no deployment that is served has this"
                        + " provider");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                   |                  |                                  |   |   |",
                "rpm: 3                             | rpm: 4           |                                  | 3 |   |",
                "tpm: 5                             | rpm: 4           |                                  | 4 | 5 |",
                "                                   | tpm: 4           | default_max_parallel_requests: 2 |   | 4 | 2",
                "max_parallel_requests: 9           |                  | default_max_parallel_requests: 2 |   |   | 9",
                "rpm: 0, tpm: 0                     | rpm: 3, tpm: 3   |                                  | 0 | 0 |",
            })
    void aDeploymentTakesWhatItsEntrySays(
            @Nullable String params,
            @Nullable String entry,
            @Nullable String router,
            @Nullable Long rpm,
            @Nullable Long tpm,
            @Nullable Long parallel) {
        Share share = Configs.read(
                        "model_list: [{model_name: m, %s litellm_params: {model: openai/m, %s}}]\nrouter_settings: {%s}"
                                .formatted(
                                        entry == null ? "" : entry + ",",
                                        params == null ? "" : params,
                                        router == null ? "" : router))
                .deployments()
                .get(0)
                .share();

        assertThat(share.rates()).isEqualTo(new RateLimits(rpm, tpm, parallel));
        assertThat(share.rpm()).isEqualTo(Optional.ofNullable(rpm));
        assertThat(share.tpm()).isEqualTo(Optional.ofNullable(tpm));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weight: -1                   | weight: is -1 (expected 0 to 1000000)",
                "weight: 1000001              | weight: is 1000001 (expected 0 to 1000000)",
                "rpm: 2000000001              | rpm: is 2000000001 (expected 0 to 2000000000)",
                "tpm: -1                      | tpm: is -1 (expected 0 to 2000000000)",
                "max_parallel_requests: -1    | max_parallel_requests: is -1 (expected 0 to 2000000000)",
                "order: 1000001               | order: is 1000001 (expected 0 to 1000000)",
                "cooldown_time: 25h           | cooldown_time: is 25h (expected at most 24h)",
                "max_budget: -1               | max_budget: is -1 (expected 0 to 1000000000)",
            })
    void aShareThatIsNoneIsNamed(String params, String problem) {
        assertThat(Configs.wrong("model: openai/m, " + params, Map.of())).containsExactly(problem);
    }
}
