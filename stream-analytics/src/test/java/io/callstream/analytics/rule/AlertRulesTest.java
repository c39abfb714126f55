package io.callstream.analytics.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRulesTest {
    private final Problems problems = new Problems();

    @Test
    void aRuleIsReadAsItIsWritten() {
        AlertRule rule = own("{name: slow, metric: avg_latency, bound: 5s, window: 5m, by: [model],"
                        + " where: \"model = 'gpt-4'\", min_calls: 10, notify: [slack]}")
                .named("slow")
                .orElseThrow();

        assertThat(problems.found()).isEmpty();
        assertThat(rule.metric()).isEqualTo(Metric.AVG_LATENCY);
        assertThat(rule.limit().bound()).isEqualTo(5);
        assertThat(rule.window()).isEqualTo(Duration.ofMinutes(5));
        assertThat(rule.by()).containsExactly("model");
        assertThat(rule.where().text()).isEqualTo("model = 'gpt-4'");
        assertThat(rule.minCalls()).isEqualTo(10);
        assertThat(rule.receivers()).containsExactly("slack");
    }

    @Test
    void whatIsLeftOutHasAPlainDefault() {
        AlertRule rule =
                own("{name: key, metric: provider_key_refused}").named("key").orElseThrow();

        assertThat(rule.by()).containsExactly("provider", "deployment_id");
        assertThat(rule.limit().bound()).isEqualTo(1);
        assertThat(rule.where()).isEqualTo(Condition.ALL);
        assertThat(rule.receivers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{name: a, metric: error_rate, bound: 20%}                | 0.2",
                "{name: a, metric: error_rate, bound: 0.2}                | 0.2",
                "{name: a, metric: spend_usd, bound: 100}                 | 100",
                "{name: a, metric: spend_usd, bound: $99.50}              | 99.5",
                "{name: a, metric: p95_latency, bound: 1500ms}            | 1.5",
                "{name: a, metric: sink_lag, bound: 1000}                 | 1000",
                "{name: a, metric: sink_lag, bound: 2m}                   | 120",
                "{name: a, metric: budget_used, bound: 85%, budget: 1000} | 0.85"
            })
    void boundsAreWrittenAsPeopleWriteThem(String rule, double bound) {
        assertThat(own(rule).named("a").orElseThrow().limit().bound()).isEqualTo(bound);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{metric: avg_latency, bound: 5s}                           | callstream.alerts[0].name: is missing",
                "{name: a, metric: avg_latancy, bound: 5s}                  | callstream.alerts[0].metric: is 'avg_latancy'; did you mean avg_latency?",
                "{name: a, metric: avg_latency}                             | callstream.alerts[0].bound: is missing (expected a time such as 5s)",
                "{name: a, metric: error_rate, bound: 5}                    | callstream.alerts[0].bound: is '5' (expected a share such as 0.2 or 20%)",
                "{name: a, metric: avg_latency, bound: 5s, by: [modell]}     | callstream.alerts[0].by: names 'modell', which is no column (did you mean model?)",
                "{name: a, metric: avg_latency, bound: 5s, where: \"x\"}    | callstream.alerts[0].where: at position 1: there is no column 'x'",
                "{name: a, metric: avg_latency, bound: 5s, window: 1s}      | callstream.alerts[0].window: is 1 s (expected 5 s to 31 days)",
                "{name: a, metric: avg_latency, bound: 5s, colour: red}     | callstream.alerts[0].colour: is no part of a rule",
                "{name: a, metric: sink_held, where: \"stream\"}              | callstream.alerts[0].where: is about calls, and sink_held about sinks",
                "{name: a, metric: sink_lag}                                | callstream.alerts[0].bound: is missing (expected a number of records such as 1000, or a time such as 30s)",
                "{name: a, metric: budget_used, bound: 85%}                 | callstream.alerts[0].budget: is missing"
            })
    void whatIsWrongIsNamedWithItsKey(String rule, String says) {
        assertThat(own(rule).isEmpty()).isTrue();
        assertThat(problems.found()).hasSize(1).first().asString().startsWith(says);
    }

    @Test
    void twoRulesNeedTwoNames() {
        own("{name: a, metric: provider_outage}, {name: a, metric: provider_key_refused}");

        assertThat(problems.found()).hasSize(1).first().asString().contains("callstream.alerts[1].name");
    }

    @Test
    void litellmsAlertingBecomesRules() {
        AlertRules rules = read("general_settings: {alerting: [slack], alerting_threshold: 30}\n");

        assertThat(rules.byName().keySet())
                .containsExactlyInAnyOrder(
                        "llm_too_slow",
                        "llm_requests_hanging",
                        "llm_exceptions",
                        "provider_key_refused",
                        "outage_alerts");
        assertThat(rules.named("llm_too_slow").orElseThrow().limit().bound()).isEqualTo(30);
        assertThat(rules.byName().values()).extracting(AlertRule::receivers).containsOnly(List.of("slack"));
    }

    @Test
    void alertTypesChooseAmongThem() {
        AlertRules rules = read("general_settings: {alerting: [slack], alert_types: [llm_too_slow, db_exceptions]}\n");

        assertThat(rules.byName()).containsOnlyKeys("llm_too_slow");
    }

    @Test
    void withoutAnyOfThemThereAreNone() {
        assertThat(read("general_settings: {alerting_threshold: 30}\n").isEmpty())
                .isTrue();
    }

    private AlertRules own(String rules) {
        return read("callstream: {alerts: [" + rules + "]}\n");
    }

    private AlertRules read(String yaml) {
        Section root = new ConfigFile(Environment.of(Map.of())).parse(yaml, "test", problems);
        return AlertRules.read(root.section("callstream"), root.section("general_settings"));
    }
}
