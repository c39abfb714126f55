package io.callstream.sink.langfuse;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers a span's attributes; what is not known is left out. For one thread. */
final class Attributes {
    private final List<KeyValue> pairs = new ArrayList<>();

    Attributes text(String key, String value) {
        pairs.add(pair(key, AnyValue.newBuilder().setStringValue(value).build()));
        return this;
    }

    Attributes text(String key, Optional<String> value) {
        value.ifPresent(present -> text(key, present));
        return this;
    }

    Attributes number(String key, long value) {
        pairs.add(pair(key, AnyValue.newBuilder().setIntValue(value).build()));
        return this;
    }

    Attributes texts(String key, List<String> values) {
        if (!values.isEmpty()) {
            ArrayValue.Builder array = ArrayValue.newBuilder();
            values.forEach(value -> array.addValues(AnyValue.newBuilder().setStringValue(value)));
            pairs.add(pair(key, AnyValue.newBuilder().setArrayValue(array).build()));
        }
        return this;
    }

    private static KeyValue pair(String key, AnyValue value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }

    List<KeyValue> pairs() {
        return pairs;
    }
}
