package io.callstream.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** Shows a JSON object with one line for each column that has a value, cut where it is too long for a terminal. */
final class ShortJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 100;

    List<String> lines(String object) throws JsonProcessingException {
        List<String> lines = new ArrayList<>();
        JSON.readTree(object).properties().forEach(column -> {
            JsonNode value = column.getValue();
            if (saysSomething(value)) {
                lines.add(cut("\"" + column.getKey() + "\": " + value));
            }
        });
        return lines;
    }

    /** Null, nothing, no and zero are the defaults of their columns. */
    private static boolean saysSomething(JsonNode value) {
        boolean nothing = value.isNull() || (value.isContainerNode() && value.isEmpty());
        boolean zero = (value.isBoolean() && !value.asBoolean()) || (value.isNumber() && value.asLong() == 0);
        return !nothing && !zero;
    }

    private static String cut(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 4) + " ...";
    }
}
