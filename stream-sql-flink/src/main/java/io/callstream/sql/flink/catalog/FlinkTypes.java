package io.callstream.sql.flink.catalog;

import io.callstream.events.column.ColumnType;
import org.apache.avro.Schema;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;

/** Flink's types for what the topics hold. Every column may be null; times are of no zone and mean UTC, as in DuckDB. */
final class FlinkTypes {
    static final DataType MOMENT = DataTypes.TIMESTAMP(3);

    private FlinkTypes() {}

    static DataType of(Schema schema) {
        Schema value = ColumnType.nonNull(schema);
        return switch (value.getType()) {
            case BOOLEAN -> DataTypes.BOOLEAN();
            case INT -> DataTypes.INT();
            case LONG -> ColumnType.of(value) == ColumnType.TIMESTAMP_MILLIS ? MOMENT : DataTypes.BIGINT();
            case FLOAT, DOUBLE -> DataTypes.DOUBLE();
            case ARRAY -> DataTypes.ARRAY(of(value.getElementType()));
            case MAP -> DataTypes.MAP(DataTypes.STRING().notNull(), of(value.getValueType()));
            case RECORD ->
                DataTypes.ROW(value.getFields().stream()
                        .map(field -> DataTypes.FIELD(field.name(), of(field.schema())))
                        .toArray(DataTypes.Field[]::new));
            default -> DataTypes.STRING();
        };
    }

    /** A column that is not of an Avro schema. */
    static DataType of(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> DataTypes.BOOLEAN();
            case INTEGER -> DataTypes.INT();
            case LONG -> DataTypes.BIGINT();
            case TIMESTAMP_MILLIS -> MOMENT;
            case DOUBLE -> DataTypes.DOUBLE();
            case TEXT, BYTES, JSON -> DataTypes.STRING();
        };
    }
}
