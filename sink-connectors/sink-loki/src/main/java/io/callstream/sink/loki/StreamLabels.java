package io.callstream.sink.loki;

import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventColumns;
import io.callstream.sink.json.Texts;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which stream an event belongs to.
 *
 * @param fixed labels of all
 * @param columns columns whose values are labels; there must be few values, for each makes a stream
 */
record StreamLabels(Map<String, String> fixed, List<String> columns) {
    /** By default, Loki takes at most 15 labels with values of at most 2048 bytes. */
    static final int MOST = 15;

    private static final int LONGEST = 512;

    StreamLabels {
        fixed = Map.copyOf(fixed);
        columns = List.copyOf(columns);
        if (fixed.isEmpty() && columns.isEmpty()) {
            throw new IllegalArgumentException("a stream needs a label");
        }
    }

    static boolean isName(String name) {
        return name.matches("[a-zA-Z_][a-zA-Z0-9_]*") && !name.startsWith("__");
    }

    /** A column that the event has not is no label. */
    SortedMap<String, String> of(CallEvent event) {
        SortedMap<String, String> labels = new TreeMap<>(fixed);
        for (String column : columns) {
            EventColumns.text(event, column)
                    .filter(value -> !value.isEmpty())
                    .ifPresent(value -> labels.put(column, Texts.id(value, LONGEST)));
        }
        return labels;
    }
}
