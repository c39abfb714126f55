package io.callstream.sink.s3;

import io.callstream.events.EventKind;
import io.callstream.events.erasure.Subject;
import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.http.Answer;
import io.callstream.sink.objects.EventObject;
import io.callstream.sink.objects.Holdings;
import io.callstream.sink.objects.StoredForm;
import io.callstream.sink.objects.StoredRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** The objects that the sink has stored under its prefix; one at a time is in memory. For one thread. */
final class StoredObjects implements Holdings {
    private static final int UUID_OF_TIME = 7;
    private static final int TIME_BITS = 16;

    private final ObjectStore store;
    private final String prefix;
    private final Optional<LocalDate> since;
    private boolean versioned;

    /** @param since the first day of events that may be the subject's, if that is known */
    StoredObjects(ObjectStore store, String prefix, Optional<LocalDate> since) {
        this.store = store;
        this.prefix = prefix;
        this.since = since;
    }

    /** The id of a call begins with its time, and no event of the call is earlier; a day is for clocks that differ. */
    static Optional<LocalDate> firstDay(Subject subject) {
        if (subject.kind() != SubjectKind.CALL) {
            return Optional.empty();
        }
        try {
            UUID id = UUID.fromString(subject.value());
            return id.version() == UUID_OF_TIME
                    ? Optional.of(Instant.ofEpochMilli(id.getMostSignificantBits() >>> TIME_BITS)
                            .minus(1, ChronoUnit.DAYS)
                            .atZone(ZoneOffset.UTC)
                            .toLocalDate())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // An id of another kind says no time.
        }
    }

    /** Whether the bucket keeps what was replaced or removed. */
    boolean versioned() {
        return versioned;
    }

    @Override
    public void forEach(Visit visit) throws IOException {
        for (EventKind kind : EventKind.values()) {
            Map<String, String> query = new TreeMap<>();
            query.put("list-type", "2");
            query.put("prefix", prefix + kind.word() + "/");
            since.ifPresent(day -> query.put("start-after", prefix + kind.word() + "/date=" + day));
            Optional<String> more;
            do {
                Listing page = Listing.read(store.list(query));
                visit(page, visit);
                more = page.next();
                more.ifPresent(token -> query.put("continuation-token", token));
            } while (more.isPresent());
        }
    }

    private void visit(Listing page, Visit visit) throws IOException {
        for (String key : page.keys()) {
            String name = key.startsWith(prefix) ? key.substring(prefix.length()) : "";
            if (EventObject.isName(name) && StoredForm.ofName(name).isPresent()) {
                visit.object(name);
            }
        }
    }

    @Override
    public boolean any(String name, Predicate<StoredRow> wanted) throws IOException {
        Optional<byte[]> object = store.get(prefix + name);
        return object.isPresent() && form(name).any(new ByteArrayInputStream(object.get()), wanted);
    }

    @Override
    public long remove(String name, Predicate<StoredRow> rows) throws IOException {
        Optional<byte[]> object = store.get(prefix + name);
        StoredForm form = form(name);
        if (object.isEmpty() || !form.any(new ByteArrayInputStream(object.get()), rows)) {
            return 0;
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream(object.get().length);
        StoredForm.Copied copied = form.copy(new ByteArrayInputStream(object.get()), rest, rows);
        Answer.Replied answer = copied.kept() == 0
                ? store.remove(prefix + name)
                : store.replace(prefix + name, form.contentType(), rest.toByteArray());
        String version = answer.headers().getOrDefault("x-amz-version-id", "null");
        versioned |= !version.equals("null");
        return copied.removed();
    }

    private static StoredForm form(String name) {
        return StoredForm.ofName(name).orElseThrow();
    }
}
