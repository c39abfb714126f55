package io.callstream.events.column;

import io.callstream.events.codec.BodyDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;

/** How records of one writer's schema are read: a step for each of its fields up to the last one that is wanted. */
final class ColumnPlan {
    /** Reads nothing of a record. */
    static final ColumnPlan NOTHING = new ColumnPlan(List.of());

    private final Step[] steps;

    private ColumnPlan(List<Step> steps) {
        this.steps = steps.toArray(Step[]::new);
    }

    /** One field, or one default. */
    interface Step {
        void run(BodyDecoder in, ColumnSink sink) throws IOException;
    }

    /**
     * @param columns the names of the reader's fields that are wanted; their places are the sink's columns
     * @throws AvroTypeException if the records cannot be read with the reader's schema
     */
    static ColumnPlan of(Schema writer, Schema reader, List<String> columns) {
        Resolver.Action action = Resolver.resolve(writer, reader);
        if (!(action instanceof Resolver.RecordAdjust record)) {
            throw new AvroTypeException("records of " + writer.getFullName() + " are none of " + reader.getFullName());
        }
        return new ColumnPlan(new Builder(record, columns).steps());
    }

    void run(BodyDecoder in, ColumnSink sink) throws IOException {
        for (Step step : steps) {
            step.run(in, sink);
        }
    }

    private static final class Builder {
        private final Resolver.RecordAdjust record;
        private final List<String> columns;
        private final SkipSteps skips = new SkipSteps();
        private final ValueSteps values = new ValueSteps(skips);
        private final JsonText json = new JsonText();

        Builder(Resolver.RecordAdjust record, List<String> columns) {
            this.record = record;
            this.columns = columns;
        }

        List<Step> steps() {
            List<Step> steps = new ArrayList<>();
            int known = 0;
            int needed = 0;
            for (Resolver.Action field : record.fieldActions) {
                int column = field.type == Resolver.Action.Type.SKIP ? -1 : columnOf(record.readerOrder[known++]);
                steps.add(
                        column < 0
                                ? skip(field.writer)
                                : wanted(column, values.of(field), record.readerOrder[known - 1]));
                needed = column < 0 ? needed : steps.size();
            }
            List<Step> all = new ArrayList<>(steps.subList(0, needed));
            for (int i = record.firstDefault; i < record.readerOrder.length; i++) {
                Schema.Field field = record.readerOrder[i];
                if (columnOf(field) >= 0) {
                    all.add(wanted(columnOf(field), values.defaultOf(field), field));
                }
            }
            return all;
        }

        private int columnOf(Schema.Field field) {
            return columns.indexOf(field.name());
        }

        private Step skip(Schema writer) {
            SkipStep skip = skips.of(writer);
            return (in, sink) -> skip.skip(in);
        }

        private Step wanted(int column, ValueStep value, Schema.Field field) {
            if (ColumnType.of(field.schema()) == ColumnType.JSON) {
                return (in, sink) -> json(in, sink, column, value);
            }
            OneColumn target = new OneColumn(column);
            return (in, sink) -> {
                target.into(sink);
                value.read(in, target);
            };
        }

        private void json(BodyDecoder in, ColumnSink sink, int column, ValueStep value) throws IOException {
            json.reset();
            value.read(in, json);
            if (json.isNull()) {
                sink.setNull(column);
            } else {
                sink.setText(column, json.buffer(), 0, json.length());
            }
        }
    }
}
