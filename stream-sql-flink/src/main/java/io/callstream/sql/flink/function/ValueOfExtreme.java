package io.callstream.sql.flink.function;

import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.inference.InputTypeStrategies;
import org.apache.flink.table.types.inference.TypeInference;
import org.jspecify.annotations.Nullable;

/** {@code max_by(value, by)} and {@code min_by}: the value of the row where the other is largest or smallest; rows without either do not count. */
public class ValueOfExtreme extends AggregateFunction<Object, ValueOfExtreme.Held> {
    private static final long serialVersionUID = 1L;

    private final boolean largest;

    private ValueOfExtreme(boolean largest) {
        this.largest = largest;
    }

    public static ValueOfExtreme largest() {
        return new ValueOfExtreme(true);
    }

    public static ValueOfExtreme smallest() {
        return new ValueOfExtreme(false);
    }

    /** What the best row until now has. Flink sets its fields. */
    public static final class Held {
        public @Nullable Object value;
        public @Nullable Object by;
    }

    @Override
    public Held createAccumulator() {
        return new Held();
    }

    /** Takes another row; Flink finds this method by its name. */
    @SuppressWarnings("unchecked")
    public void accumulate(Held held, @Nullable Object value, @Nullable Object by) {
        if (value == null || by == null) {
            return;
        }
        int order = held.by == null ? 1 : ((Comparable<Object>) by).compareTo(held.by) * (largest ? 1 : -1);
        if (order > 0) {
            held.value = value;
            held.by = by;
        }
    }

    /** Takes what others have found; Flink finds this method by its name. */
    public void merge(Held held, Iterable<Held> others) {
        others.forEach(other -> accumulate(held, other.value, other.by));
    }

    @Override
    public @Nullable Object getValue(Held held) {
        return held.value;
    }

    @Override
    public TypeInference getTypeInference(DataTypeFactory types) {
        return TypeInference.newBuilder()
                .inputTypeStrategy(InputTypeStrategies.sequence(InputTypeStrategies.ANY, InputTypeStrategies.ANY))
                .accumulatorTypeStrategy(ValueOfExtreme::held)
                .outputTypeStrategy(ValueOfExtreme::value)
                .build();
    }

    private static Optional<DataType> value(CallContext call) {
        return Optional.of(call.getArgumentDataTypes().get(0).nullable());
    }

    private static Optional<DataType> held(CallContext call) {
        List<DataType> arguments = call.getArgumentDataTypes();
        return Optional.of(DataTypes.STRUCTURED(
                Held.class,
                DataTypes.FIELD("value", arguments.get(0).nullable()),
                DataTypes.FIELD("by", arguments.get(1).nullable())));
    }
}
