package io.callstream.gateway.limit.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SpendRecord;
import io.callstream.events.codec.SchemaUnavailableException;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.LimitSubject.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTailTest {
    private static final LimitSubject KEY = LimitSubject.key("k");
    private static final long MONTH = Instant.parse("2026-11-01T00:00:00Z").getEpochSecond();

    private final Map<String, SpendRecord> written = new HashMap<>();
    private long now;
    private boolean registryAway;
    private final LedgerTail ledger = new LedgerTail(this::decode, () -> now);

    private SpendRecord decode(byte[] value) {
        if (registryAway) {
            throw new SchemaUnavailableException("away", new IllegalStateException());
        }
        SpendRecord row = written.get(new String(value, StandardCharsets.UTF_8));
        if (row == null) {
            throw new IllegalArgumentException("no row");
        }
        return row;
    }

    private void write(String id, String version, String day, long cost) {
        String name = id + cost;
        written.put(
                name,
                SpendRecord.newBuilder()
                        .setRowId(id)
                        .setLedgerVersion(version)
                        .setDay(day)
                        .setKeyHash("k")
                        .setTeamId("t")
                        .setModelGroup("m")
                        .setTags(List.of("red"))
                        .setCostNanoUsd(cost)
                        .setLastEventTime(Instant.parse(day + "T12:00:00Z"))
                        .build());
        ledger.record(id, name.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsThereAtTheStartCountsAtOnceAndWhatComesLaterCountsLater() {
        ledger.begin();
        write("a", "1", "2026-11-20", 5);
        write("b", "1", "2026-11-26", 7);

        assertThat(ledger.current()).isFalse();

        ledger.caughtUp();

        assertThat(ledger.current()).isTrue();
        assertThat(ledger.spentNanoUsd(KEY, MONTH)).isEqualTo(12);

        write("b", "1", "2026-11-26", 9);
        ledger.caughtUp();

        assertThat(ledger.spentNanoUsd(KEY, MONTH)).isEqualTo(12);

        now += LedgerTail.LATER.toNanos();
        ledger.caughtUp();

        assertThat(ledger.spentNanoUsd(KEY, MONTH))
                .as("the row's last state alone")
                .isEqualTo(14);
    }

    @Test
    void aDayThatBeganBeforeTheBudgetDoesNotCount() {
        ledger.begin();
        write("a", "1", "2026-11-25", 5);
        write("b", "1", "2026-11-26", 7);
        ledger.caughtUp();

        assertThat(ledger.spentNanoUsd(
                        KEY, Instant.parse("2026-11-25T00:00:00Z").getEpochSecond()))
                .isEqualTo(12);
        assertThat(ledger.spentNanoUsd(
                        KEY, Instant.parse("2026-11-25T09:00:00Z").getEpochSecond()))
                .isEqualTo(7);
    }

    @Test
    void everySubjectOfARowHasSpentIt() {
        ledger.begin();
        write("a", "1", "2026-11-25", 5);
        ledger.caughtUp();

        assertThat(List.of(
                        LimitSubject.GLOBAL,
                        new LimitSubject(Kind.TEAM, "t"),
                        new LimitSubject(Kind.TAG, "red"),
                        LimitSubject.of(Kind.KEY_AND_MODEL, "k", "m")))
                .allSatisfy(subject ->
                        assertThat(ledger.spentNanoUsd(subject, MONTH)).isEqualTo(5));
        assertThat(ledger.spentNanoUsd(new LimitSubject(Kind.USER, "t"), MONTH)).isZero();
    }

    @Test
    void ofTwoVersionsTheOneThatIsWrittenCounts() {
        ledger.begin();
        write("a", "1", "2026-11-25", 5);
        write("b", "2", "2026-11-26", 70);
        ledger.caughtUp();

        assertThat(ledger.spentNanoUsd(KEY, MONTH)).isEqualTo(70);
    }

    @Test
    void rowsWaitForTheRegistryAndUnreadableOnesAreLeftOut() {
        ledger.begin();
        registryAway = true;
        ledger.record("x", "nonsense".getBytes(StandardCharsets.UTF_8));
        write("a", "1", "2026-11-25", 5);
        ledger.caughtUp();

        assertThat(ledger.spentNanoUsd(KEY, MONTH)).isZero();

        registryAway = false;
        ledger.caughtUp();

        assertThat(ledger.spentNanoUsd(KEY, MONTH)).isEqualTo(5);
    }

    @Test
    void aReportIsReadAsItWasWritten() {
        UsageText.Key key = UsageText.key(UsageText.key("gateway-1", LimitSubject.of(Kind.TEAM_MEMBER, "t\nx", "u")));

        assertThat(key).isNotNull();
        assertThat(key.gateway()).isEqualTo("gateway-1");
        assertThat(key.subject()).isEqualTo(LimitSubject.of(Kind.TEAM_MEMBER, "t\nx", "u"));
        assertThat(UsageText.key("gateway-1\nplanet\nmars"))
                .as("a later version's")
                .isNull();
        assertThat(UsageText.value("2 x".getBytes(StandardCharsets.UTF_8))).isNull();
    }
}
