package io.callstream.analytics.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.analytics.Golden;
import io.callstream.analytics.TopologyRig;
import io.callstream.analytics.rule.AlertRules;
import io.callstream.analytics.sinks.SinkReading;
import io.callstream.analytics.sinks.SinkReadings;
import io.callstream.events.AlertRecord;
import io.callstream.events.DerivedKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTopologyTest {
    private static final Duration REMEMBERED = Duration.ofDays(8);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private int calls;
    private Map<String, SinkReading> sinks = Map.of();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable rig : open) {
            rig.close();
        }
    }

    @Test
    void aSlowModelIsToldOfOnceAndOnceWhenItIsOver() {
        TopologyRig rig = rig("{name: slow, metric: avg_latency, bound: 5s, window: 1m, by: [model], min_calls: 3,"
                + " where: \"provider = 'openai'\", notify: [slack]}");
        rig.send(success(9), success(8));
        pass(rig, SECOND.multipliedBy(6));
        assertThat(alerts(rig)).as("two calls are too few").isEmpty();

        rig.send(success(7));
        pass(rig, SECOND.multipliedBy(6));
        rig.send(success(9), success(9));
        pass(rig, SECOND.multipliedBy(6));

        AlertRecord alert = only(rig);
        assertThat(alert.getState()).isEqualTo("firing");
        assertThat(alert.getTitle()).isEqualTo("slow: average latency of model gpt-4o-mini is 8 s (bound 5 s)");
        assertThat(alert.getText()).contains("Over the last 60 s, 3 calls").contains("One of the calls: call-");
        assertThat(alert.getLabels()).containsExactly(Map.entry("model", "gpt-4o-mini"));
        assertThat(alert.getWhereText()).isEqualTo("provider = 'openai'");
        assertThat(alert.getNotify()).containsExactly("slack");
        assertThat(alert.getValue()).isEqualTo(8);
        assertThat(alert.getUnit()).isEqualTo("seconds");
        assertThat(alert.getAlertType()).isEqualTo("llm_too_slow");

        passing(rig, Duration.ofMinutes(2));

        AlertRecord resolved = only(rig);
        assertThat(resolved.getState()).isEqualTo("resolved");
        assertThat(resolved.getAlertId()).isEqualTo(alert.getAlertId());
        assertThat(resolved.getStartedAt()).isEqualTo(alert.getStartedAt());
        assertThat(resolved.getTitle()).endsWith(": back within the bound");
        passing(rig, Duration.ofMinutes(5));
        assertThat(alerts(rig)).isEmpty();
    }

    @Test
    void callsThatTheConditionLeavesOutDoNotCount() {
        TopologyRig rig = rig("{name: slow, metric: avg_latency, bound: 5s, where: \"model = 'gpt-4'\"}");
        rig.send(success(90));

        passing(rig, Duration.ofSeconds(10));

        assertThat(alerts(rig)).isEmpty();
    }

    @Test
    void aRefusedProviderKeyIsToldOfWithinTwoSeconds() {
        TopologyRig rig = rig("{name: key, metric: provider_key_refused}");
        rig.send(failure("PROVIDER_AUTHENTICATION", "provider"));

        pass(rig, SECOND);

        AlertRecord alert = only(rig);
        assertThat(alert.getSeverity()).isEqualTo("critical");
        assertThat(alert.getErrorCode()).isEqualTo("PROVIDER_AUTHENTICATION");
        assertThat(alert.getLabels())
                .containsEntry("provider", "openai")
                .containsEntry("deployment_id", "deployment-1");
    }

    @Test
    void theShareOfFailuresLeavesOutWhatClientsDid() {
        TopologyRig rig = rig("{name: errors, metric: error_rate, bound: 50%, min_calls: 4}");
        rig.send(success(1), success(1), failure("PROVIDER_ERROR", "provider"));
        for (int i = 0; i < 9; i++) {
            rig.send(failure("CLIENT_DISCONNECTED", "client"));
        }
        passing(rig, Duration.ofSeconds(6));
        assertThat(alerts(rig)).isEmpty();

        rig.send(failure("PROVIDER_ERROR", "provider"), failure("PROVIDER_TIMEOUT", "provider"));
        passing(rig, Duration.ofSeconds(6));

        assertThat(only(rig).getValue()).isEqualTo(0.6);
    }

    @Test
    void anOutageIsNoRateLimit() {
        TopologyRig rig = rig("{name: outage, metric: provider_outage, bound: 3}");
        for (int i = 0; i < 5; i++) {
            rig.send(failure("RATE_LIMITED", "provider"));
        }
        passing(rig, Duration.ofSeconds(6));
        assertThat(alerts(rig)).isEmpty();

        for (int i = 0; i < 3; i++) {
            rig.send(failure("PROVIDER_UNREACHABLE", "network"));
        }
        passing(rig, Duration.ofSeconds(6));

        assertThat(only(rig).getTitle()).isEqualTo("outage: failures of the provider for provider openai: 3 (bound 3)");
    }

    @Test
    void spendingIsAddedUpByTeamAndDay() {
        TopologyRig rig = rig("{name: spend, metric: spend_usd, bound: 10, by: [team_id, day]}");
        for (int i = 0; i < 3; i++) {
            SuccessEvent event = success(1);
            event.setCostNanoUsd(4_000_000_000L);
            rig.send(event, event); // the second time does not count
        }

        passing(rig, Duration.ofSeconds(6));

        AlertRecord alert = only(rig);
        assertThat(alert.getValue()).isEqualTo(12);
        assertThat(alert.getLabels()).containsKeys("team_id", "day");
    }

    @Test
    void aBudgetIsToldOfBeforeItIsUsedUp() {
        TopologyRig rig = rig("{name: budget, metric: budget_used, bound: 85%, budget: 10}");
        SuccessEvent event = success(1);
        event.setCostNanoUsd(8_500_000_000L);
        rig.send(event);

        passing(rig, Duration.ofSeconds(6));

        assertThat(only(rig).getTitle()).isEqualTo("budget: share of the budget used is 85 % (bound 85 % of $10)");
    }

    @Test
    void aCallThatHangsIsToldOfUntilItEnds() {
        TopologyRig rig = rig("{name: hanging, metric: hanging_calls, bound: 30s, by: [model_group]}");
        PreCallEvent begun = SampleCall.number(7).preCall();
        rig.send(begun, SampleCall.number(8).preCall(), SampleCall.number(8).success());
        passing(rig, Duration.ofSeconds(20));
        assertThat(alerts(rig)).isEmpty();

        passing(rig, Duration.ofSeconds(20));

        AlertRecord alert = only(rig);
        assertThat(alert.getTitle())
                .isEqualTo("hanging: calls without an end for model_group gpt-4o-mini: 1 (bound 30 s)");
        assertThat(alert.getExampleCallId()).isEqualTo(begun.getCallId());
        rig.send(SampleCall.number(7).success());
        passing(rig, Duration.ofMinutes(2));
        assertThat(only(rig).getState()).isEqualTo("resolved");
        assertThat(rig.size(AlertsTopology.OPEN) + rig.size(AlertsTopology.HANGING))
                .isZero();
    }

    @Test
    void aSinkThatIsHeldIsToldOfUntilItGoesOn() {
        TopologyRig rig = rig("{name: held, metric: sink_held}");
        sinks = Map.of("langfuse", reading(true, 10, "HTTP 401"), "postgres", reading(false, 900_000, ""));
        passing(rig, Duration.ofSeconds(10));

        AlertRecord alert = only(rig);
        assertThat(alert.getTitle()).isEqualTo("held: sink langfuse is held");
        assertThat(alert.getText()).isEqualTo("It waits for somebody: HTTP 401.");
        sinks = Map.of("langfuse", reading(false, 10, ""));
        passing(rig, Duration.ofSeconds(10));
        assertThat(only(rig).getTitle()).isEqualTo("held: sink langfuse goes on");
    }

    @Test
    void aSinkThatLagsIsToldOf() {
        TopologyRig rig = rig("{name: lag, metric: sink_lag, bound: 1000}");
        sinks = Map.of("postgres", reading(false, 1_001, ""), "file", reading(false, 1_000, ""));

        passing(rig, Duration.ofSeconds(10));

        assertThat(only(rig).getTitle()).isEqualTo("lag: sink postgres lags by 1001 records (bound 1000)");
    }

    @Test
    void aSinkWhoseOldestRecordHasWaitedTooLongIsToldOf() {
        TopologyRig rig = rig("{name: late, metric: sink_lag, bound: 30s}");
        Instant since = now.minusSeconds(25);
        sinks = Map.of(
                "postgres", new SinkReading(false, 3, Optional.of(since), ""), "file", reading(false, 900_000, ""));

        passing(rig, Duration.ofSeconds(5));
        assertThat(alerts(rig)).isEmpty();
        passing(rig, Duration.ofSeconds(5));

        AlertRecord alert = only(rig);
        assertThat(alert.getTitle()).isEqualTo("late: sink postgres lags by 35 s (bound 30 s)");
        assertThat(alert.getText()).isEqualTo("The oldest record that it has still to deliver came 35 s ago.");
        assertThat(alert.getUnit()).isEqualTo("seconds");
    }

    @Test
    void aRecordWithoutAKeyStopsNobody() {
        TopologyRig rig =
                rig("{name: key, metric: provider_key_refused}, {name: hanging, metric: hanging_calls, bound: 30s}");
        rig.sendWithoutKey(failure("PROVIDER_AUTHENTICATION", "provider"));

        passing(rig, Duration.ofSeconds(6));

        assertThat(only(rig).getRule()).isEqualTo("key");
        assertThat(rig.skipped()).isEmpty();
    }

    @Test
    void whatASpoolBringsLateIsAboutThenAndNotAboutNow() {
        TopologyRig rig = rig("{name: key, metric: provider_key_refused}");
        FailureEvent old = failure("PROVIDER_AUTHENTICATION", "provider");
        old.setEventTime(now.minus(Duration.ofHours(3)));
        rig.send(old);

        passing(rig, Duration.ofSeconds(10));

        assertThat(alerts(rig)).isEmpty();
    }

    @Test
    void groupsThatAreQuietAreForgotten() {
        TopologyRig rig = rig("{name: slow, metric: p95_latency, bound: 5s, window: 1m, by: [end_user]}");
        rig.send(success(1), success(2));
        passing(rig, Duration.ofMinutes(3));

        assertThat(rig.size(AlertsTopology.GROUPS) + rig.size(AlertsTopology.BUCKETS))
                .isZero();
    }

    @Test
    void theTopologyIsTheOneThatRunsElsewhereWhateverTheRules() {
        String without = AlertsTopology.build(TopologyRig.serdes(), rules(""), SinkReadings.NONE, REMEMBERED, () -> {})
                .describe()
                .toString();
        Golden.same("alerts", without);
        assertThat(AlertsTopology.build(
                                TopologyRig.serdes(),
                                rules("{name: hanging, metric: hanging_calls, bound: 30s}"),
                                SinkReadings.NONE,
                                REMEMBERED,
                                () -> {})
                        .describe()
                        .toString())
                .isEqualTo(without);
    }

    private TopologyRig rig(String rules) {
        TopologyRig rig = TopologyRig.of(
                serdes -> AlertsTopology.build(serdes, rules(rules), () -> sinks, REMEMBERED, () -> {}), folder);
        open.add(rig);
        return rig;
    }

    private static AlertRules rules(String rules) {
        Problems problems = new Problems();
        Section root = new ConfigFile(Environment.of(Map.of()))
                .parse("callstream: {alerts: [" + rules + "]}\n", "test", problems);
        AlertRules read = AlertRules.read(root.section("callstream"), root.section("general_settings"));
        problems.throwIfAny();
        return read;
    }

    private SuccessEvent success(int seconds) {
        SuccessEvent event = SampleCall.number(2).success();
        event.setCallId("call-" + calls);
        event.setEventId("call-" + calls++ + ":success");
        event.setEventTime(now);
        event.setDurationUs(seconds * 1_000_000L);
        return event;
    }

    private FailureEvent failure(String code, String origin) {
        FailureEvent event = SampleCall.number(2).failure();
        event.setCallId("call-" + calls);
        event.setEventId("call-" + calls++ + ":failure");
        event.setEventTime(now);
        event.setErrorCode(code);
        event.setOrigin(origin);
        return event;
    }

    private void passing(TopologyRig rig, Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            pass(rig, SECOND);
        }
    }

    private void pass(TopologyRig rig, Duration time) {
        now = now.plus(time);
        rig.pass(time);
    }

    private static SinkReading reading(boolean held, long lag, String reason) {
        return new SinkReading(held, lag, Optional.empty(), reason);
    }

    private static AlertRecord only(TopologyRig rig) {
        List<AlertRecord> alerts = alerts(rig);
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    private static List<AlertRecord> alerts(TopologyRig rig) {
        return rig.rows(DerivedKind.ALERT, AlertRecord.class);
    }
}
