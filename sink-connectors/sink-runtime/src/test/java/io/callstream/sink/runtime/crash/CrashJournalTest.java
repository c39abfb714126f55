package io.callstream.sink.runtime.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.sink.CallEvent;
import io.callstream.sink.runtime.deliver.CrashRecord;
import io.callstream.sink.runtime.deliver.PendingEvent;
import io.callstream.sink.runtime.deliver.SourceRecord;
import io.callstream.testing.events.SampleCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies is one that never ends its attempt, and whose locks the system takes back. */
class CrashJournalTest {
    @TempDir
    Path folder;

    @Test
    void whatWasUnderWayAtADeathIsKnownAtTheNextStart() throws Exception {
        try (CrashJournal dying = CrashJournal.open(folder)) {
            dying.begin(batch(3, 4, 5, 9));
            dying.begin(batch(20)).end(false);
        }

        try (CrashJournal next = CrashJournal.open(folder)) {
            assertThat(deaths(next, 2, 3, 4, 5, 6, 8, 9, 20)).containsExactly(0, 1, 1, 1, 0, 0, 1, 0);
        }
    }

    @Test
    void deathsAddUpOverStarts() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (CrashJournal dying = CrashJournal.open(folder)) {
                dying.begin(batch(7));
            }
        }

        try (CrashJournal next = CrashJournal.open(folder)) {
            assertThat(deaths(next, 7)).containsExactly(2);
        }
    }

    @Test
    @DisplayName(
            "X5: two events that have died alone in a row say that it is not one event's doing; a survivor says that it is")
    void deathsInARowAreRemembered() throws Exception {
        for (long offset = 7; offset <= 8; offset++) {
            for (int death = 0; death < 3; death++) {
                try (CrashJournal dying = CrashJournal.open(folder)) {
                    assertThat(dying.indiscriminate()).isFalse();
                    dying.begin(batch(offset));
                }
            }
        }
        try (CrashJournal next = CrashJournal.open(folder)) {
            assertThat(next.indiscriminate()).isTrue();
            next.begin(batch(9)).end(true);
            next.over(batch(9).get(0).original().place());
            assertThat(next.indiscriminate()).isFalse();
        }
    }

    @Test
    void anErrorThatEndsADeliveryCountsAtOnceAndLater() throws Exception {
        try (CrashJournal journal = CrashJournal.open(folder)) {
            journal.begin(batch(7)).end(true);
            assertThat(deaths(journal, 7)).containsExactly(1);
        }

        try (CrashJournal next = CrashJournal.open(folder)) {
            assertThat(deaths(next, 7)).containsExactly(1);
        }
    }

    @Test
    void whatCameToItsEndIsForgotten() throws Exception {
        try (CrashJournal dying = CrashJournal.open(folder)) {
            dying.begin(batch(7, 8));
        }
        try (CrashJournal next = CrashJournal.open(folder)) {
            batch(7, 8)
                    .forEach(pendingEvent -> next.over(pendingEvent.original().place()));
            assertThat(next.quiet()).isTrue();
        }

        try (CrashJournal third = CrashJournal.open(folder)) {
            assertThat(third.quiet()).isTrue();
        }
    }

    @Test
    void anAttemptThatWasNotWrittenToItsEndIsNone() throws Exception {
        try (CrashJournal dying = CrashJournal.open(folder)) {
            dying.begin(batch(7, 9, 11));
        }
        Path attempt = folder.resolve("0").resolve("attempt-0");
        byte[] whole = Files.readAllBytes(attempt);
        Files.write(attempt, Arrays.copyOf(whole, whole.length - 1));

        try (CrashJournal next = CrashJournal.open(folder)) {
            assertThat(next.quiet()).isTrue();
        }
    }

    @Test
    void twoProcessesWithOneFolderKeepApart() throws Exception {
        try (CrashJournal one = CrashJournal.open(folder)) {
            one.begin(batch(7));

            try (CrashJournal other = CrashJournal.open(folder)) {
                assertThat(other.quiet()).isTrue();
            }
        }
    }

    @Property(tries = 50)
    void spansHoldJustTheEventsOfTheirBatch(@ForAll @UniqueElements List<@LongRange(min = 0, max = 40) Long> offsets)
            throws IOException {
        List<Span> spans =
                Span.of(batch(offsets.stream().mapToLong(Long::longValue).toArray()));

        assertThat(spans.stream().flatMap(Span::places).map(SourceRecord.RecordPosition::offset))
                .containsExactlyElementsOf(offsets);
        assertThat(spans.stream().map(Span::toString).map(Span::parse).map(parsed -> parsed.orElseThrow()))
                .isEqualTo(spans);
    }

    private static List<Integer> deaths(CrashRecord record, long... offsets) {
        return Arrays.stream(offsets)
                .mapToObj(CrashJournalTest::place)
                .map(record::deaths)
                .toList();
    }

    private static List<PendingEvent> batch(long... offsets) {
        return Arrays.stream(offsets)
                .mapToObj(offset -> new PendingEvent(
                        new CallEvent.Success(SampleCall.number((int) offset).success()),
                        new SourceRecord(place(offset), Instant.EPOCH, new byte[0], new byte[0], Map.of())))
                .toList();
    }

    private static SourceRecord.RecordPosition place(long offset) {
        return new SourceRecord.RecordPosition(EventKind.SUCCESS.topic(), 2, offset);
    }
}
