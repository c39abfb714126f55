package io.callstream.sink.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.SubjectsCalls;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SubjectRemovalTest {
    private static final SubjectsCalls CALLS = SubjectsCalls.of(SubjectKind.END_USER, "somebody");

    /** A row an object, under a name that says its kind or none. */
    private static final class Rows implements Holdings {
        private final Map<String, StoredRow> rows = new TreeMap<>();
        private int removalsUntilFailure = Integer.MAX_VALUE;

        Rows(List<CallEvent> events, boolean byKind) {
            for (CallEvent event : events) {
                Map<String, String> columns = StoredRow.COLUMNS.stream()
                        .filter(name -> text(event, name).isPresent())
                        .collect(Collectors.toMap(
                                name -> name, name -> text(event, name).orElseThrow()));
                rows.put(
                        (byKind ? event.kind().word() + "/" : "") + event.eventId(),
                        new StoredRow(event instanceof CallEvent.Chunk, columns));
            }
        }

        private static Optional<String> text(CallEvent event, String column) {
            return io.callstream.sink.json.EventColumns.text(event, column);
        }

        @Override
        public void forEach(Visit visit) throws IOException {
            for (String name : List.copyOf(rows.keySet())) {
                visit.object(name);
            }
        }

        @Override
        public boolean any(String name, Predicate<StoredRow> wanted) {
            return rows.containsKey(name) && wanted.test(rows.get(name));
        }

        @Override
        public long remove(String name, Predicate<StoredRow> leftOut) throws IOException {
            if (!any(name, leftOut)) {
                return 0;
            }
            if (removalsUntilFailure-- == 0) {
                throw new IOException("the store is away");
            }
            rows.remove(name);
            return 1;
        }
    }

    @Test
    void moreCallsThanFitInMemoryAreRemovedInRounds() throws IOException {
        for (boolean byKind : new boolean[] {true, false}) {
            Rows rows = new Rows(CALLS.events(), byKind);
            SubjectRemoval removal = new SubjectRemoval(rows, CALLS.erasure().subject(), 1);
            removal.run();
            assertThat(removal.removed()).isEqualTo(CALLS.ofTheSubject().size());
            assertThat(rows.rows).hasSize(CALLS.ofOthers().size());
        }
    }

    /** Whatever was removed before the end, the rest is still found. */
    @Test
    void whatWasBegunAndNotEndedIsFoundAgain() throws IOException {
        for (int done = 0; done < CALLS.ofTheSubject().size(); done++) {
            Rows rows = new Rows(CALLS.events(), true);
            rows.removalsUntilFailure = done;
            SubjectRemoval first = new SubjectRemoval(rows, CALLS.erasure().subject());
            assertThatThrownBy(first::run).isInstanceOf(IOException.class);
            SubjectRemoval second = new SubjectRemoval(rows, CALLS.erasure().subject());
            second.run();
            assertThat(first.removed()).isEqualTo(done);
            assertThat(first.removed() + second.removed())
                    .isEqualTo(CALLS.ofTheSubject().size());
            assertThat(rows.rows).hasSize(CALLS.ofOthers().size());
        }
    }
}
