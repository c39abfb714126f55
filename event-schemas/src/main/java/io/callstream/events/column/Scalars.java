package io.callstream.events.column;

import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;

/** Reads values without parts, and promotes them where Avro allows that: int to long to float to double, text to bytes and back. */
final class Scalars {
    private Scalars() {}

    static ValueStep read(Schema writer, Schema reader) {
        return switch (writer.getType()) {
            case NULL -> (in, out) -> out.nullValue();
            case BOOLEAN -> (in, out) -> out.bool(in.readBoolean());
            case INT, LONG -> integer(reader, writer.getType() == Schema.Type.INT);
            case FLOAT ->
                reader.getType() == Schema.Type.FLOAT
                        ? (in, out) -> out.number(in.readFloat())
                        : (in, out) -> out.number((double) in.readFloat());
            case DOUBLE -> (in, out) -> out.number(in.readDouble());
            case STRING, BYTES -> text(reader);
            case FIXED -> (in, out) -> out.bytes(in.array(), in.pass(writer.getFixedSize()), writer.getFixedSize());
            default -> throw new AvroTypeException(writer.getType() + " is no type without parts");
        };
    }

    private static ValueStep integer(Schema reader, boolean narrow) {
        ValueStep wide = switch (reader.getType()) {
            case FLOAT -> (in, out) -> out.number((float) in.readLong());
            case DOUBLE -> (in, out) -> out.number((double) in.readLong());
            default ->
                ColumnType.isMillis(reader)
                        ? (in, out) -> out.instantMillis(in.readLong())
                        : (in, out) -> out.number(in.readLong());
        };
        return narrow ? narrow(reader) : wide;
    }

    /** What was written with 32 bits is checked to have no more. */
    private static ValueStep narrow(Schema reader) {
        return switch (reader.getType()) {
            case FLOAT -> (in, out) -> out.number((float) in.readInt());
            case DOUBLE -> (in, out) -> out.number((double) in.readInt());
            default ->
                ColumnType.isMillis(reader)
                        ? (in, out) -> out.instantMillis(in.readInt())
                        : (in, out) -> out.number((long) in.readInt());
        };
    }

    private static ValueStep text(Schema reader) {
        return reader.getType() == Schema.Type.BYTES
                ? (in, out) -> {
                    long length = in.readLong();
                    out.bytes(in.array(), in.pass(length), (int) length);
                }
                : (in, out) -> {
                    long length = in.readLong();
                    out.text(in.array(), in.pass(length), (int) length);
                };
    }
}
