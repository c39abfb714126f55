package io.callstream.sink.objects;

import io.callstream.events.EventKind;
import io.callstream.events.erasure.Subject;
import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.json.Texts;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Takes a subject's calls out of all objects. Chunks do not say whose they are, so the ids of the calls are read first; then chunks are
 * removed, and last the rows by which the calls were found: what was begun and not ended is found again. For one thread.
 */
public final class SubjectRemoval {
    /** Ids of so many calls are held at a time: some tens of megabytes. */
    private static final int MOST_CALLS = 200_000;

    private static final String CHUNKS = EventKind.CHUNK.word() + "/";

    private final Holdings holdings;
    private final Subject subject;
    private final String value;
    private final int mostCalls;
    private long removed;
    private final Set<String> unreadable = new LinkedHashSet<>();

    public SubjectRemoval(Holdings holdings, Subject subject) {
        this(holdings, subject, MOST_CALLS);
    }

    SubjectRemoval(Holdings holdings, Subject subject, int mostCalls) {
        this.holdings = holdings;
        this.subject = subject;
        this.value = Texts.wellFormed(subject.value());
        this.mostCalls = mostCalls;
    }

    /** @throws IOException if the objects cannot be read or written now; {@link #removed} counts what is done */
    public void run() throws IOException {
        if (subject.kind() == SubjectKind.CALL) {
            Set<String> call = Set.of(value);
            holdings.forEach(name -> remove(name, row -> isOf(row, call)));
            return;
        }
        holdings.settle(this::isNamed);
        long before;
        Set<String> calls;
        do {
            before = removed;
            calls = removeSome();
        } while (calls.size() >= mostCalls && removed > before);
    }

    private Set<String> removeSome() throws IOException {
        Set<String> calls = new HashSet<>();
        Set<String> names = new LinkedHashSet<>();
        holdings.forEach(name -> find(name, calls, names));
        if (!calls.isEmpty()) {
            holdings.forEach(name -> {
                if (mayHoldChunks(name)) {
                    remove(name, row -> row.chunk() && isOf(row, calls));
                }
            });
            for (String name : names) {
                remove(name, row -> isOf(row, calls));
            }
        }
        return calls;
    }

    private void find(String name, Set<String> calls, Set<String> names) throws IOException {
        if (name.startsWith(CHUNKS) && subject.kind() != SubjectKind.KEY) {
            return;
        }
        reading(
                name,
                () -> holdings.any(name, row -> {
                    if (isNamed(row) && calls.size() < mostCalls) {
                        row.callId().ifPresent(calls::add);
                        names.add(name);
                    }
                    return calls.size() >= mostCalls;
                }));
    }

    private void remove(String name, Predicate<StoredRow> rows) throws IOException {
        reading(name, () -> {
            removed += holdings.remove(name, rows);
            return true;
        });
    }

    private void reading(String name, Reading reading) throws IOException {
        try {
            reading.run();
        } catch (UnreadableObjectException e) {
            unreadable.add(name);
        }
    }

    private interface Reading {
        boolean run() throws IOException;
    }

    private boolean isNamed(StoredRow row) {
        return value.equals(row.columns().get(subject.kind().column()));
    }

    /** Names of kinds that are not chunks begin with their word and a slash; other objects hold all kinds. */
    private static boolean mayHoldChunks(String name) {
        return name.startsWith(CHUNKS) || name.indexOf('/') < 0;
    }

    private static boolean isOf(StoredRow row, Set<String> calls) {
        return row.callId().filter(calls::contains).isPresent();
    }

    /** Rows that were removed. */
    public long removed() {
        return removed;
    }

    /** What may hold something of the subject and could not be read; empty if all could. */
    public Optional<String> unread() {
        return unreadable.stream()
                .findFirst()
                .map(first -> unreadable.size() + " objects that cannot be read, such as " + first
                        + ", were left as they are");
    }
}
