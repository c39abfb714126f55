package io.callstream.sink.otlp.span;

import io.callstream.sink.json.Texts;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers a span's or resource's attributes; what is not known is left out. For one thread. */
public final class Attributes {
    private static final int LONGEST_KEY = 256;
    /** Of what is said about a call, other than its bodies. */
    public static final int LONGEST_FACT = 32 << 10;

    private final List<KeyValue> pairs = new ArrayList<>();

    public Attributes text(String key, String value) {
        return put(key, string(value));
    }

    /** A text that anybody may have made long. */
    public Attributes fact(String key, Object value) {
        return text(key, Texts.cut(String.valueOf(value), LONGEST_FACT));
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
        pairs.add(KeyValue.newBuilder()
                .setKey(Texts.id(Texts.wellFormed(key), LONGEST_KEY))
                .setValue(value)
                .build());
        return this;
    }

    private static AnyValue string(String value) {
        return AnyValue.newBuilder().setStringValue(Texts.wellFormed(value)).build();
    }

    public List<KeyValue> pairs() {
        return pairs;
    }
}
