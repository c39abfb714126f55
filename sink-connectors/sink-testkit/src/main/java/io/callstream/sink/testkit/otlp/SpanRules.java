package io.callstream.sink.testkit.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** What trace.proto demands of a span, and how tests look into one. */
public final class SpanRules {
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private SpanRules() {}

    static boolean allow(Span span) {
        return isId(span.getTraceId(), TRACE_BYTES)
                && isId(span.getSpanId(), SPAN_BYTES)
                && (span.getParentSpanId().isEmpty() || isId(span.getParentSpanId(), SPAN_BYTES))
                && !span.getName().isEmpty()
                && span.getStartTimeUnixNano() > 0
                && span.getEndTimeUnixNano() >= span.getStartTimeUnixNano()
                && attributesAreGood(span);
    }

    private static boolean isId(ByteString id, int bytes) {
        return id.size() == bytes && !id.equals(ByteString.copyFrom(new byte[bytes]));
    }

    /** Keys are unique and not empty, values are there. */
    private static boolean attributesAreGood(Span span) {
        Set<String> keys = new HashSet<>();
        return span.getAttributesList().stream()
                .allMatch(pair -> !pair.getKey().isEmpty()
                        && keys.add(pair.getKey())
                        && pair.getValue().getValueCase() != AnyValue.ValueCase.VALUE_NOT_SET);
    }

    /** The id in hex digits. */
    public static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    /** The attribute's value; one without a value if there is none. */
    public static AnyValue value(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(pair -> pair.getKey().equals(key))
                .map(KeyValue::getValue)
                .findFirst()
                .orElse(AnyValue.getDefaultInstance());
    }

    /** The attribute's text, or an empty one. */
    public static String text(Span span, String key) {
        return value(span, key).getStringValue();
    }
}
