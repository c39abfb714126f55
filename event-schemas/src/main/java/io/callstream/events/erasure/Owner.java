package io.callstream.events.erasure;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whose a record is: what an erasure can name. Personal data, never logged.
 *
 * @param callId the call, if the record is of one
 * @param endUser whom the client named as its own user
 * @param userId the owner of the key
 * @param keyHash the key
 */
public record Owner(
        @Nullable String callId,
        @Nullable String endUser,
        @Nullable String userId,
        @Nullable String keyHash) {
    /** What the record says, by its columns' names. */
    public static Owner of(IndexedRecord row) {
        return new Owner(
                text(row, SubjectKind.CALL),
                text(row, SubjectKind.END_USER),
                text(row, SubjectKind.USER),
                text(row, SubjectKind.KEY));
    }

    private static @Nullable String text(IndexedRecord row, SubjectKind kind) {
        Schema.Field field = row.getSchema().getField(kind.column());
        Object said = field == null ? null : row.get(field.pos());
        return said == null ? null : said.toString();
    }

    /** Empty where the record does not say. */
    @Nullable String of(SubjectKind kind) {
        return switch (kind) {
            case CALL -> callId;
            case END_USER -> endUser;
            case USER -> userId;
            case KEY -> keyHash;
        };
    }

    /** Without the values. */
    @Override
    public String toString() {
        return "Owner[]";
    }
}
