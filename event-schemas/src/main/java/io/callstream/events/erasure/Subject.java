package io.callstream.events.erasure;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * Whose calls are erased. It is personal data: never logged, never part of a message.
 *
 * @param kind what it is
 * @param value the column's value
 */
public record Subject(SubjectKind kind, String value) {
    public Subject {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an erasure names a subject that is not empty");
        }
    }

    /** The record's key on the topic of erasures. */
    public String key() {
        return kind.word() + ':' + value;
    }

    /** Whether the record says in the subject's column that it is the subject's; a record without the column is nobody's. */
    public boolean matches(IndexedRecord row) {
        Schema.Field field = row.getSchema().getField(kind.column());
        return field != null && row.get(field.pos()) instanceof CharSequence said && value.contentEquals(said);
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "Subject[" + kind.word() + ']';
    }
}
