package io.callstream.events.column;

import io.callstream.events.codec.BodyDecoder;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** Makes the steps that pass values of a writer's schema. */
final class SkipSteps {
    private final Map<Schema, RecordSkip> records = new IdentityHashMap<>();

    SkipStep of(Schema writer) {
        return switch (writer.getType()) {
            case NULL -> in -> {};
            case BOOLEAN -> in -> in.pass(1);
            case INT, LONG, ENUM -> BodyDecoder::readLong;
            case FLOAT -> in -> in.pass(Float.BYTES);
            case DOUBLE -> in -> in.pass(Double.BYTES);
            case STRING, BYTES -> BodyDecoder::skipBytes;
            case FIXED -> in -> in.pass(writer.getFixedSize());
            case ARRAY -> array(of(writer.getElementType()));
            case MAP -> map(of(writer.getValueType()));
            case UNION -> union(writer.getTypes().stream().map(this::of).toArray(SkipStep[]::new));
            case RECORD -> record(writer);
        };
    }

    private static SkipStep array(SkipStep item) {
        return in -> {
            for (long count = in.skipArray(); count > 0; count = in.skipArray()) {
                for (long i = 0; i < count; i++) {
                    item.skip(in);
                }
            }
        };
    }

    private static SkipStep map(SkipStep value) {
        return in -> {
            for (long count = in.skipMap(); count > 0; count = in.skipMap()) {
                for (long i = 0; i < count; i++) {
                    in.skipString();
                    value.skip(in);
                }
            }
        };
    }

    private static SkipStep union(SkipStep... branches) {
        return in -> branches[in.readIndex()].skip(in);
    }

    private SkipStep record(Schema writer) {
        RecordSkip known = records.get(writer);
        if (known != null) {
            return known; // a record within itself
        }
        RecordSkip made = new RecordSkip(new SkipStep[writer.getFields().size()]);
        records.put(writer, made);
        writer.getFields().forEach(field -> made.fields[field.pos()] = of(field.schema()));
        return made;
    }

    private static final class RecordSkip implements SkipStep {
        private final SkipStep[] fields;

        RecordSkip(SkipStep[] fields) {
            this.fields = fields;
        }

        @Override
        public void skip(BodyDecoder in) throws IOException {
            for (SkipStep field : fields) {
                field.skip(in);
            }
        }
    }
}
