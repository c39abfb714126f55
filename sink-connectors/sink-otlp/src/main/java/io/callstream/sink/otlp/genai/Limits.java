package io.callstream.sink.otlp.genai;

import io.callstream.sink.json.Texts;
import io.callstream.sink.otlp.span.Attributes;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.List;

/**
 * How large a span may become.
 *
 * @param text most characters of one attribute; longer ones are cut and named in {@code callstream.cut}
 */
public record Limits(int text) {
    /** None that a span could reach. */
    public static final Limits NONE = new Limits(Integer.MAX_VALUE);

    private static final int LEAST = 64;

    public Limits {
        if (text < LEAST) {
            throw new IllegalArgumentException("an attribute holds at least " + LEAST + " characters: " + text);
        }
    }

    List<KeyValue> applied(List<KeyValue> pairs) {
        List<KeyValue> within = new ArrayList<>(pairs.size());
        List<String> cut = new ArrayList<>();
        for (KeyValue pair : pairs) {
            String value = pair.getValue().getStringValue();
            if (value.length() > text) {
                cut.add(pair.getKey());
                within.add(withText(pair, Texts.cut(value, text)));
            } else {
                within.add(pair);
            }
        }
        within.addAll(new Attributes().texts("callstream.cut", cut).pairs());
        return within;
    }

    private static KeyValue withText(KeyValue pair, String value) {
        return pair.toBuilder()
                .setValue(pair.getValue().toBuilder().setStringValue(value))
                .build();
    }
}
