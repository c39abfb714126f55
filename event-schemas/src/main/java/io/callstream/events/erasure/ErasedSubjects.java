package io.callstream.events.erasure;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** All subjects that are erased at one moment. Never changes, and holds no copy of what is looked up. */
public final class ErasedSubjects {
    private static final ErasedSubjects NONE = new ErasedSubjects(Set.of());

    private final Map<SubjectKind, Set<String>> values = new EnumMap<>(SubjectKind.class);

    private ErasedSubjects(Set<Subject> subjects) {
        subjects.forEach(subject ->
                values.computeIfAbsent(subject.kind(), kind -> new HashSet<>()).add(subject.value()));
    }

    public static ErasedSubjects none() {
        return NONE;
    }

    public static ErasedSubjects of(Set<Subject> subjects) {
        return subjects.isEmpty() ? NONE : new ErasedSubjects(subjects);
    }

    /** Whether nobody is erased, so that no record has to be looked at. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Whether the subject is erased. */
    public boolean contains(SubjectKind kind, String value) {
        return values.getOrDefault(kind, Set.of()).contains(value);
    }

    /** Whether the record is of a call of an erased subject, by {@link Subject#matches} of any of them. */
    public boolean covers(IndexedRecord row) {
        for (Map.Entry<SubjectKind, Set<String>> entry : values.entrySet()) {
            Schema.Field field = row.getSchema().getField(entry.getKey().column());
            Object said = field == null ? null : row.get(field.pos());
            if (said != null && entry.getValue().contains(said.toString())) {
                return true;
            }
        }
        return false;
    }

    /** Without the values. */
    @Override
    public String toString() {
        return "ErasedSubjects[" + values.values().stream().mapToInt(Set::size).sum() + ']';
    }
}
