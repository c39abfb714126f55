package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SpendRecord;
import io.callstream.table.Follower;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Sums over the ledger, whose rows are written again and again with what has been spent so far. */
class SpendBookTest {
    private static final Instant NOW = Instant.parse("2030-01-02T12:00:00Z");

    private final List<SpendRecord> written = new ArrayList<>();
    private final AtomicInteger followed = new AtomicInteger();
    private final SpendBook book = new SpendBook(
            value -> value.length == 0 ? Optional.empty() : Optional.of(written.get(value[0])), this::follow);

    private void follow(Follower follower) {
        followed.incrementAndGet();
        follower.begin();
    }

    @Test
    void aRowThatIsWrittenAgainCountsOnceAndDaysAreToldApart() {
        write("a", "2030-01-01", "1", 5, NOW);
        write("b", "2030-01-02", "1", 7, NOW);
        write("b", "2030-01-02", "1", 9, NOW);

        assertThat(book.spent(SpendBook.Of.KEY, "hash", "2030-01-01")).isEqualTo(14);
        assertThat(book.spent(SpendBook.Of.KEY, "hash", "2030-01-02")).isEqualTo(9);
        assertThat(book.spent(SpendBook.Of.TEAM, "core", "0000-00-00")).isEqualTo(14);
        assertThat(book.spent(SpendBook.Of.USER, "nobody", "0000-00-00")).isZero();
        assertThat(book.rows("2030-01-01", "2030-01-01")).hasSize(1);
    }

    @Test
    void aRowThatIsRemovedOrCannotBeReadCountsForNothing() {
        write("a", "2030-01-01", "1", 5, NOW);

        book.record("a", null);
        book.record("b", new byte[0]);

        assertThat(book.rows("0", "9")).isEmpty();
        assertThat(book.spent(SpendBook.Of.KEY, "hash", "0")).isZero();
    }

    @Test
    void twoLedgersAreNeverAddedTheOneThatWasWrittenToLastCounts() {
        write("a", "2030-01-01", "1", 5, NOW);
        write("a2", "2030-01-01", "2", 6, NOW.plusSeconds(1));
        write("b", "2030-01-01", "1", 7, NOW.minusSeconds(9));

        assertThat(book.spent(SpendBook.Of.KEY, "hash", "0")).isEqualTo(6);
    }

    @Test
    void theLedgerIsFollowedOnceAndOnlyWhenSomebodyAsks() {
        assertThat(followed).hasValue(0);

        book.rows("0", "9");
        book.spent(SpendBook.Of.KEY, "hash", "0");

        assertThat(followed).hasValue(1);
    }

    private void write(String row, String day, String version, long nanoUsd, Instant at) {
        book.rows("0", "9");
        written.add(SpendRecord.newBuilder()
                .setRowId(row)
                .setLedgerVersion(version)
                .setDay(day)
                .setKeyHash("hash")
                .setTeamId("core")
                .setModelGroup("m")
                .setTags(List.of("t"))
                .setCalls(1)
                .setCostNanoUsd(nanoUsd)
                .setLastEventTime(at)
                .build());
        book.record(row, new byte[] {(byte) (written.size() - 1)});
    }
}
