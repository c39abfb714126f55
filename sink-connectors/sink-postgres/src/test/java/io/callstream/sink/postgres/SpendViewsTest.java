package io.callstream.sink.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people ask a database of calls first: what was spent, when, on which model, by which team. */
class SpendViewsTest {
    private static final Instant MONDAY_LATE = Instant.parse("2026-11-23T23:59:59.999Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T00:00:00Z");

    @TempDir
    Path directory;

    private final PostgresHarness harness = new PostgresHarness();
    private OpenSink<PostgresSinkConfig> sink;

    @BeforeEach
    void letSomeCallsEnd() {
        sink = OpenSink.of(harness, directory);
        sink.deliverAll(List.of(
                success(1, MONDAY_LATE, "fast", "red", 1_500_000_000L),
                success(2, TUESDAY, "fast", "red", 250_000_001L),
                success(3, TUESDAY, "slow", null, 3L),
                success(4, TUESDAY, "slow", "blue", null),
                failure(5, TUESDAY, "fast", "blue"),
                Fixtures.event(SampleCall.number(6).preCall())));
    }

    @AfterEach
    void close() {
        sink.close();
        harness.close();
    }

    @Test
    void aDayIsOneOfUtcAndMoneyIsInDollars() {
        assertThat(rows(
                        "day || ' ' || calls || ' ' || failed_calls || ' ' || unpriced_calls || ' ' || cost_usd",
                        "callstream_spend_by_day ORDER BY day"))
                .containsExactly("2026-11-23 1 0 0 1.500000000", "2026-11-24 4 1 1 0.250000004");
    }

    @Test
    void modelsAndTeamsHaveTheirSums() {
        assertThat(rows("model_group || ' ' || cost_usd", "callstream_spend_by_model ORDER BY model_group"))
                .containsExactly("fast 1.750000001", "slow 0.000000003");
        assertThat(rows(
                        "coalesce(team_id, '-') || ' ' || calls || ' ' || cost_usd",
                        "callstream_spend_by_team ORDER BY coalesce(team_id, '-')"))
                .containsExactly("- 1 0.000000003", "blue 2 0.000000000", "red 2 1.750000001");
    }

    @Test
    void theDailyViewHasAllOfThemAndTokens() {
        assertThat(rows(
                        "day || ' ' || team_id || ' ' || calls || ' ' || prompt_tokens || ' ' || total_tokens",
                        "callstream_spend_daily WHERE model_group = 'fast' AND team_id = 'red' ORDER BY day"))
                .containsExactly("2026-11-23 red 1 10 15", "2026-11-24 red 1 10 15");
    }

    @Test
    void aSecondCopyMakesTheViewsAnew() {
        try (OpenSink<PostgresSinkConfig> second = OpenSink.of(harness, directory)) {
            assertThat(rows("count(*)::text", "callstream_spend_by_day")).containsExactly("2");
        }
    }

    private List<String> rows(String columns, String from) {
        return harness.database().query("SELECT " + columns + " FROM " + from);
    }

    private static CallEvent success(
            int number, Instant when, String group, @Nullable String team, @Nullable Long nano) {
        SuccessEvent event = SampleCall.number(number).success();
        event.setEventTime(when);
        event.setModelGroup(group);
        event.setTeamId(team);
        event.setPromptTokens(10L);
        event.setCompletionTokens(5L);
        event.setTotalTokens(15L);
        event.setCostNanoUsd(nano);
        return new CallEvent.Success(event);
    }

    private static CallEvent failure(int number, Instant when, String group, String team) {
        FailureEvent event = SampleCall.number(number).failure();
        event.setEventTime(when);
        event.setModelGroup(group);
        event.setTeamId(team);
        event.setPromptTokens(null);
        event.setTotalTokens(null);
        event.setCostNanoUsd(null);
        return new CallEvent.Failure(event);
    }
}
