package io.callstream.gateway.limit.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SpendRecord;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.LimitSubject.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What organizations have spent, of rows that know keys and teams. */
class OrganizationLedgerTest {
    private static final LimitSubject ACME = new LimitSubject(Kind.ORGANIZATION, "acme");
    private static final long MONTH = Instant.parse("2026-11-01T00:00:00Z").getEpochSecond();

    private final Map<String, SpendRecord> written = new HashMap<>();
    private final Map<String, String> organizations = new HashMap<>();
    private long now;
    private long version;
    private int asked;
    private final LedgerTail rows =
            new LedgerTail(value -> written.get(new String(value, StandardCharsets.UTF_8)), () -> now);
    private final OrganizationLedger ledger = new OrganizationLedger(rows, new Members(), () -> now);

    private final class Members implements OrganizationLedger.Membership {
        @Override
        public long version() {
            return version;
        }

        @Override
        public @Nullable String of(@Nullable String key, @Nullable String team) {
            asked++;
            return organizations.getOrDefault(String.valueOf(key), organizations.get(String.valueOf(team)));
        }
    }

    private void write(String id, String team, String user, String day, long cost) {
        written.put(
                id,
                SpendRecord.newBuilder()
                        .setRowId(id)
                        .setLedgerVersion("1")
                        .setDay(day)
                        .setKeyHash("key of " + id)
                        .setTeamId(team)
                        .setUserId(user)
                        .setModelGroup("m")
                        .setCostNanoUsd(cost)
                        .setLastEventTime(Instant.parse(day + "T12:00:00Z"))
                        .build());
        rows.record(id, id.getBytes(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void read() {
        organizations.put("core", "acme");
        organizations.put("key of direct", "acme");
        rows.begin();
        write("a", "core", "ann", "2026-11-20", 5);
        write("b", "core", "bob", "2026-11-26", 7);
        write("direct", "free", "ann", "2026-11-26", 100);
        write("others", "free", "ann", "2026-11-26", 1_000);
    }

    @Test
    void itIsWhatItsTeamsAndItsKeysHaveSpentInThePeriod() {
        rows.caughtUp();
        ledger.refresh();

        assertThat(ledger.spentNanoUsd(ACME, MONTH)).isEqualTo(112);
        assertThat(ledger.spentNanoUsd(
                        ACME, Instant.parse("2026-11-26T00:00:00Z").getEpochSecond()))
                .isEqualTo(107);
        assertThat(ledger.spentNanoUsd(LimitSubject.of(Kind.ORGANIZATION_MEMBER, "acme", "ann"), MONTH))
                .isEqualTo(105);
        assertThat(ledger.spentNanoUsd(LimitSubject.of(Kind.ORGANIZATION_AND_MODEL, "acme", "m"), MONTH))
                .isEqualTo(112);
        assertThat(ledger.spentNanoUsd(new LimitSubject(Kind.TEAM, "core"), MONTH))
                .isEqualTo(12);
    }

    @Test
    void budgetsWaitUntilItIsKnown() {
        rows.caughtUp();

        assertThat(rows.current()).isTrue();
        assertThat(ledger.current()).isFalse();

        ledger.refresh();

        assertThat(ledger.current()).isTrue();
    }

    @Test
    void aTeamThatMovesTakesItsPastWithItSomeSecondsLater() {
        rows.caughtUp();
        ledger.refresh();
        organizations.put("free", "acme");
        version++;

        ledger.refresh();
        assertThat(ledger.spentNanoUsd(ACME, MONTH)).as("not yet").isEqualTo(112);
        now += Duration.ofSeconds(6).toNanos();
        ledger.refresh();

        assertThat(ledger.spentNanoUsd(ACME, MONTH)).isEqualTo(1_112);
    }

    @Test
    void nobodyIsAskedAgainAboutOwnersThatHaveNotChanged() {
        rows.caughtUp();
        ledger.refresh();
        now += Duration.ofSeconds(6).toNanos();
        ledger.refresh();

        assertThat(asked).isEqualTo(4);
    }
}
