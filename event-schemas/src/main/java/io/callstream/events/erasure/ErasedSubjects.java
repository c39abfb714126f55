package io.callstream.events.erasure;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All subjects that are erased at one moment. Never changes. */
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

    /** Whether the record with this owner is left out. */
    public boolean covers(Owner owner) {
        return !values.isEmpty() && subjectOf(owner).isPresent();
    }

    /** One of the subjects for whose sake the record is left out. */
    public Optional<Subject> subjectOf(Owner owner) {
        for (Map.Entry<SubjectKind, Set<String>> entry : values.entrySet()) {
            String value = owner.of(entry.getKey());
            if (value != null && entry.getValue().contains(value)) {
                return Optional.of(new Subject(entry.getKey(), value));
            }
        }
        return Optional.empty();
    }

    /** Without the values. */
    @Override
    public String toString() {
        return "ErasedSubjects[" + values.values().stream().mapToInt(Set::size).sum() + ']';
    }
}
