package io.callstream.events.column;

import io.callstream.events.codec.BodyDecoder;
import io.callstream.events.codec.ConfluentFrame;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.events.codec.WriterSchemas;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Reads chosen columns of records in Confluent's wire format, whatever schema they were written with: it is resolved to the reader's as
 * Avro says (promotions, defaults, aliases). Nothing is made of the other columns; a record is read up to the last chosen one
 * only, so damage behind that is not seen. For one thread.
 */
public final class ColumnDecoder {
    private final WriterSchemas schemas;
    private final Schema reader;
    private final List<String> columns;
    private final Map<Integer, ColumnPlan> plans = new HashMap<>();
    private int latestId = -1;
    private ColumnPlan latest = ColumnPlan.NOTHING;

    /**
     * @param reader the schema whose columns are asked for
     * @param columns names of its fields; their places in this list are the columns of the sink
     * @throws IllegalArgumentException if the schema has no such field
     */
    public ColumnDecoder(WriterSchemas schemas, Schema reader, List<String> columns) {
        this.schemas = schemas;
        this.reader = reader;
        this.columns = List.copyOf(columns);
        for (String column : columns) {
            if (reader.getField(column) == null) {
                throw new IllegalArgumentException(reader.getName() + " has no column " + column);
            }
        }
    }

    /**
     * Sets every column of one row.
     *
     * @throws UnreadableEventException if the bytes are no such record; the row's columns are then anything
     * @throws io.callstream.events.codec.SchemaUnavailableException if the registry cannot be asked now
     */
    public void decode(byte[] framed, ColumnSink sink) {
        ColumnPlan plan = plan(ConfluentFrame.schemaId(framed));
        try {
            plan.run(new BodyDecoder(framed, ConfluentFrame.HEADER_BYTES), sink);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | StackOverflowError e) {
            // What a damaged body ends in depends on where the damage is.
            throw new UnreadableEventException("record is no readable " + reader.getName(), e);
        }
    }

    private ColumnPlan plan(int schemaId) {
        if (schemaId != latestId) {
            latest = plans.computeIfAbsent(schemaId, this::compiled);
            latestId = schemaId;
        }
        return latest;
    }

    private ColumnPlan compiled(int schemaId) {
        try {
            return ColumnPlan.of(schemas.byId(schemaId), reader, columns);
        } catch (AvroRuntimeException e) {
            throw new UnreadableEventException("schema " + schemaId + " cannot be read as " + reader.getName(), e);
        }
    }
}
