package io.callstream.sink.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import org.apache.avro.Schema;

/**
 * What is known of a column before its values come.
 *
 * @param name encoded once
 * @param position in the record
 * @param json whether its texts may be JSON
 * @param indexed whether databases keep it in an index
 * @param withheld whether its values are left out
 */
record Column(SerializableString name, int position, boolean json, boolean indexed, boolean withheld) {
    /** The record's columns; one's index is its position. */
    static Column[] of(Schema schema, boolean content) {
        return schema.getFields().stream()
                .map(field -> of(field.name(), field.pos(), content))
                .toArray(Column[]::new);
    }

    private static Column of(String name, int position, boolean content) {
        return new Column(
                new SerializedString(name),
                position,
                EventColumns.JSON.contains(name),
                EventColumns.INDEXED.contains(name),
                !content && EventColumns.CONTENT.contains(name));
    }
}
