package io.callstream.sink.json;

import org.apache.avro.Schema;

/**
 * What is known of a column before its values come.
 *
 * @param nullField a comma, its name, a colon and null: encoded once
 * @param position in the record
 * @param json whether its texts may be JSON
 * @param indexed whether databases keep it in an index
 * @param withheld whether its values are left out
 */
record Column(byte[] nullField, int position, boolean json, boolean indexed, boolean withheld) {
    private static final int NULL = 4;

    /** Begins the column's value. */
    void begin(JsonOutput out) {
        out.field(nullField, nullField.length - NULL);
    }

    /** Writes the column without a value. */
    void nothing(JsonOutput out) {
        out.field(nullField, nullField.length);
    }

    /** The record's columns; one's index is its position. */
    static Column[] of(Schema schema, boolean content) {
        return schema.getFields().stream()
                .map(field -> of(field.name(), field.pos(), content))
                .toArray(Column[]::new);
    }

    private static Column of(String name, int position, boolean content) {
        return new Column(
                JsonOutput.ascii(",\"" + name + "\":null"),
                position,
                EventColumns.JSON.contains(name),
                EventColumns.INDEXED.contains(name),
                !content && EventColumns.CONTENT.contains(name));
    }
}
