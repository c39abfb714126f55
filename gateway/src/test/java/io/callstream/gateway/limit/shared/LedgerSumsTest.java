package io.callstream.gateway.limit.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SpendRecord;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.LimitSubject.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each subject has spent according to the rows of the ledger, whatever order they come in. */
class LedgerSumsTest {
    private static final LimitSubject KEY = LimitSubject.key("k");
    private final LedgerSums sums = new LedgerSums();

    private static SpendRecord.Builder row(String version, String day, long cost) {
        return SpendRecord.newBuilder()
                .setRowId("r")
                .setLedgerVersion(version)
                .setDay(day)
                .setKeyHash("k")
                .setTags(List.of())
                .setCostNanoUsd(cost)
                .setLastEventTime(Instant.parse(day + "T12:00:00Z"));
    }

    private static long seconds(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    @ParameterizedTest
    @CsvSource({
        "GLOBAL, '', 5",
        "KEY, k, 5",
        "TEAM, t, 5",
        "USER, u, 5",
        "END_USER, e, 5",
        "MODEL, m, 5",
        "PROVIDER, p, 5",
        "TAG, red, 5",
        "TAG, blue, 5",
        "TAG, green, 0",
        "KEY, other, 0",
        "TEAM, k, 0",
        "ORGANIZATION, t, 0",
    })
    void everyWhoOfARowHasSpentItOnce(Kind kind, String id, long spent) {
        sums.put("r", full().build());

        LimitSubject subject = kind == Kind.GLOBAL ? LimitSubject.GLOBAL : new LimitSubject(kind, id);
        assertThat(sums.spent(subject, 0)).isEqualTo(spent);
    }

    @ParameterizedTest
    @CsvSource({
        "KEY_AND_MODEL, k, m, 5",
        "TEAM_AND_MODEL, t, m, 5",
        "USER_AND_MODEL, u, m, 5",
        "TEAM_MEMBER, t, u, 5",
        "KEY_AND_MODEL, m, k, 0",
        "TEAM_MEMBER, u, t, 0",
    })
    void soHaveTwoTogether(Kind kind, String first, String second, long spent) {
        sums.put("r", full().build());

        assertThat(sums.spent(LimitSubject.of(kind, first, second), 0)).isEqualTo(spent);
    }

    private static SpendRecord.Builder full() {
        return row("1", "2026-11-25", 5)
                .setTeamId("t")
                .setUserId("u")
                .setEndUser("e")
                .setModelGroup("m")
                .setProvider("p")
                .setTags(List.of("red", "blue", "red"));
    }

    /** A budget of a month begins with its first day; the day that began before it does not count. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-24T23:59:59Z, 5",
        "2026-11-25T00:00:00Z, 5",
        "2026-11-25T00:00:01Z, 0",
        "2026-11-26T00:00:00Z, 0",
        "1970-01-01T00:00:00Z, 5",
    })
    void daysCountThatBeganThenOrLater(String since, long spent) {
        sums.put("r", row("1", "2026-11-25", 5).build());

        assertThat(sums.spent(KEY, seconds(since))).isEqualTo(spent);
    }

    @Test
    void theLastStateOfARowCounts() {
        sums.put("r", row("1", "2026-11-25", 5).build());
        sums.put("r", row("1", "2026-11-26", 7).setTeamId("t").build());

        assertThat(sums.spent(KEY, 0)).isEqualTo(7);
        assertThat(sums.spent(KEY, seconds("2026-11-26T00:00:00Z"))).isEqualTo(7);
        assertThat(sums.spent(new LimitSubject(Kind.TEAM, "t"), 0)).isEqualTo(7);
        assertThat(sums.owners()).containsKey(new LedgerSums.Owner("k", "t", null, null));
    }

    @Test
    void aRowThatIsRemovedHasSpentNothing() {
        sums.put("r", row("1", "2026-11-25", 5).build());
        sums.put("s", row("1", "2026-11-25", 2).build());

        sums.put("r", null);
        sums.put("never", null);

        assertThat(sums.spent(KEY, 0)).isEqualTo(2);
    }

    /** The ledger is written anew under another version: it counts from the call on that is the latest of all. */
    @ParameterizedTest
    @CsvSource({"2026-11-24, 5", "2026-11-25, 7", "2026-11-26, 7"})
    void theVersionOfTheLatestCallCounts(String day, long spent) {
        sums.put("r", row("1", "2026-11-25", 5).build());
        sums.put("s", row("2", day, 7).build());

        assertThat(sums.spent(KEY, 0)).isEqualTo(spent);
    }

    @Test
    void withoutRowsNobodyHasSpentAnything() {
        assertThat(sums.spent(KEY, 0)).isZero();
        assertThat(sums.owners()).isEmpty();
        assertThat(LedgerSums.since(null, 0)).isZero();
    }
}
