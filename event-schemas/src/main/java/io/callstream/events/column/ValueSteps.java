package io.callstream.events.column;

import io.callstream.events.codec.BodyDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;

/**
 * Makes the steps that read a value written with one schema as a value of another. How the two are matched is Avro's own
 * decision: its {@link Resolver} says it, these steps only carry it out.
 */
final class ValueSteps {
    private final SkipSteps skips;
    private final Map<Resolver.Action, RecordRead> records = new IdentityHashMap<>();

    ValueSteps(SkipSteps skips) {
        this.skips = skips;
    }

    ValueStep of(Resolver.Action action) {
        return switch (action.type) {
            case DO_NOTHING -> Scalars.read(action.writer, action.reader);
            case PROMOTE -> Scalars.read(action.writer, action.reader);
            case ENUM -> symbols((Resolver.EnumAdjust) action);
            case CONTAINER -> container((Resolver.Container) action);
            case RECORD -> record((Resolver.RecordAdjust) action);
            case WRITER_UNION -> union((Resolver.WriterUnion) action);
            case READER_UNION -> of(((Resolver.ReaderUnion) action).actualAction);
            case SKIP -> skipping(skips.of(action.writer));
            case ERROR ->
                (in, out) -> {
                    throw new AvroTypeException(action.toString());
                };
        };
    }

    /** A field that the writer did not know: the reader's default, written once and read again for each record. */
    ValueStep defaultOf(Schema.Field field) {
        byte[] encoded = Defaults.encoded(field);
        ValueStep read = new ValueSteps(skips).of(Resolver.resolve(field.schema(), field.schema()));
        return (in, out) -> read.read(new BodyDecoder(encoded, 0), out);
    }

    private static ValueStep skipping(SkipStep skip) {
        return (in, out) -> skip.skip(in);
    }

    private static ValueStep symbols(Resolver.EnumAdjust action) {
        List<String> symbols = action.reader.getEnumSymbols();
        byte[][] texts = new byte[action.adjustments.length][];
        for (int i = 0; i < texts.length; i++) {
            int symbol = action.adjustments[i];
            texts[i] = symbol < 0 ? new byte[0] : symbols.get(symbol).getBytes(StandardCharsets.UTF_8);
        }
        return (in, out) -> {
            byte[] text = texts[in.readEnum()];
            if (text.length == 0) {
                throw new AvroTypeException("a symbol that the reader's schema does not have");
            }
            out.text(text, 0, text.length);
        };
    }

    private ValueStep container(Resolver.Container action) {
        ValueStep element = of(action.elementAction);
        return action.writer.getType() == Schema.Type.ARRAY ? list(element) : map(element);
    }

    private static ValueStep list(ValueStep item) {
        return (in, out) -> {
            out.beginList();
            for (long count = in.readArrayStart(); count > 0; count = in.arrayNext()) {
                for (long i = 0; i < count; i++) {
                    item.read(in, out);
                }
            }
            out.endList();
        };
    }

    private static ValueStep map(ValueStep value) {
        return (in, out) -> {
            out.beginObject();
            for (long count = in.readMapStart(); count > 0; count = in.mapNext()) {
                for (long i = 0; i < count; i++) {
                    long length = in.readLong();
                    out.name(in.array(), in.pass(length), (int) length);
                    value.read(in, out);
                }
            }
            out.endObject();
        };
    }

    private ValueStep union(Resolver.WriterUnion action) {
        ValueStep[] branches = new ValueStep[action.actions.length];
        for (int i = 0; i < branches.length; i++) {
            branches[i] = of(action.actions[i]);
        }
        return (in, out) -> branches[in.readIndex()].read(in, out);
    }

    private ValueStep record(Resolver.RecordAdjust action) {
        RecordRead earlier = records.get(action);
        if (earlier != null) {
            return earlier; // a record within itself
        }
        RecordRead made = new RecordRead();
        records.put(action, made);
        int known = 0;
        for (Resolver.Action field : action.fieldActions) {
            made.steps.add(
                    field.type == Resolver.Action.Type.SKIP
                            ? skipping(skips.of(field.writer))
                            : named(action.readerOrder[known++].name(), of(field)));
        }
        for (int i = action.firstDefault; i < action.readerOrder.length; i++) {
            made.steps.add(named(action.readerOrder[i].name(), defaultOf(action.readerOrder[i])));
        }
        return made;
    }

    private static ValueStep named(String name, ValueStep value) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return (in, out) -> {
            out.name(text, 0, text.length);
            value.read(in, out);
        };
    }

    private static final class RecordRead implements ValueStep {
        private final List<ValueStep> steps = new ArrayList<>();

        @Override
        public void read(BodyDecoder in, ValueSink out) throws IOException {
            out.beginObject();
            for (ValueStep step : steps) {
                step.read(in, out);
            }
            out.endObject();
        }
    }
}
