package io.callstream.settings;

import java.util.List;
import java.util.Map;

/** Writes a value of the configuration as JSON. */
final class PlainJson {
    private final StringBuilder out = new StringBuilder();

    private PlainJson() {}

    /** @throws IllegalArgumentException if a value in it is a variable that is not set, or no number of JSON's */
    static String write(Object value) {
        PlainJson json = new PlainJson();
        json.append(value);
        return json.out.toString();
    }

    private void append(Object value) {
        if (value instanceof UnsetVariable unset) {
            throw new IllegalArgumentException(unset.why());
        } else if (value instanceof NoValue) {
            out.append("null");
        } else if (value instanceof Map<?, ?> map) {
            fields(map);
        } else if (value instanceof List<?> list) {
            elements(list);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            throw new IllegalArgumentException("holds a number that JSON has not");
        } else if (value instanceof Boolean || value instanceof Number) {
            out.append(value);
        } else {
            quote(value.toString());
        }
    }

    private void fields(Map<?, ?> map) {
        String before = "{";
        for (Map.Entry<?, ?> field : map.entrySet()) {
            out.append(before);
            quote(String.valueOf(field.getKey()));
            out.append(':');
            append(field.getValue());
            before = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private void elements(List<?> list) {
        String before = "[";
        for (Object each : list) {
            out.append(before);
            append(each);
            before = ",";
        }
        out.append(list.isEmpty() ? "[]" : "]");
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
