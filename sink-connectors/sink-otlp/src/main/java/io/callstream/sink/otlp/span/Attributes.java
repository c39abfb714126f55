package io.callstream.sink.otlp.span;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers a span's or resource's attributes; what is not known is left out. For one thread. */
public final class Attributes {
    private final List<KeyValue> pairs = new ArrayList<>();

    public Attributes text(String key, String value) {
        return put(key, string(value));
    }

    public Attributes text(String key, Optional<String> value) {
        value.ifPresent(present -> text(key, present));
        return this;
    }

    public Attributes number(String key, long value) {
        return put(key, AnyValue.newBuilder().setIntValue(value).build());
    }

    public Attributes number(String key, Optional<Long> value) {
        value.ifPresent(present -> number(key, present.longValue()));
        return this;
    }

    public Attributes decimal(String key, Optional<Double> value) {
        value.ifPresent(present ->
                put(key, AnyValue.newBuilder().setDoubleValue(present).build()));
        return this;
    }

    public Attributes flag(String key, boolean value) {
        return put(key, AnyValue.newBuilder().setBoolValue(value).build());
    }

    /** An empty list is left out. */
    public Attributes texts(String key, List<String> values) {
        if (!values.isEmpty()) {
            ArrayValue.Builder array = ArrayValue.newBuilder();
            values.forEach(value -> array.addValues(string(value)));
            put(key, AnyValue.newBuilder().setArrayValue(array).build());
        }
        return this;
    }

    private Attributes put(String key, AnyValue value) {
        pairs.add(KeyValue.newBuilder().setKey(key).setValue(value).build());
        return this;
    }

    private static AnyValue string(String value) {
        return AnyValue.newBuilder().setStringValue(value).build();
    }

    public List<KeyValue> pairs() {
        return pairs;
    }
}
