package io.callstream.sink.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a tree fit into what a destination takes: long texts keep their beginning, then long lists and names theirs. Numbers, short
 * texts and the shape of the whole stay, so that usage, cost and ids reach the destination with the largest of calls.
 */
public final class Fitting {
    /** No id of ours is longer. */
    private static final int SHORTEST_TEXT = 64;

    private static final int SHORTEST_LIST = 8;
    private static final int LONGEST_NAME = 200;
    /** No object that a sink puts together has as many fields of its own. */
    private static final int MOST_FIELDS = 500;

    private static final int STEP = 4;

    private Fitting() {}

    /**
     * Cuts within the tree.
     *
     * @param most bytes of the tree as JSON
     * @return whether something was cut; it may be too large still, if it is made of very many short parts
     */
    public static boolean cut(JsonNode tree, int most) {
        if (bytes(tree) <= most) {
            return false;
        }
        for (int longest = most / 2; longest >= SHORTEST_TEXT && bytes(tree) > most; longest /= STEP) {
            cut(tree, longest, Integer.MAX_VALUE);
        }
        for (int items = 4_096; items >= SHORTEST_LIST && bytes(tree) > most; items /= STEP) {
            cut(tree, SHORTEST_TEXT, items);
        }
        return true;
    }

    /** How many bytes the tree has as JSON. */
    public static long bytes(JsonNode tree) {
        Count count = new Count();
        JsonBytes.write(tree, count);
        return count.bytes;
    }

    private static void cut(JsonNode node, int longest, int items) {
        if (node instanceof ObjectNode object) {
            object(object, longest, items);
        } else if (node instanceof ArrayNode array) {
            array(array, longest, items);
        }
    }

    private static void object(ObjectNode object, int longest, int items) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        int kept = items == Integer.MAX_VALUE ? names.size() : Math.min(names.size(), MOST_FIELDS);
        for (String name : names.subList(0, kept)) {
            JsonNode value = shorter(object.get(name), longest, items);
            if (name.length() > LONGEST_NAME) {
                object.remove(name);
            }
            object.set(Texts.id(name, LONGEST_NAME), value);
        }
        if (kept < names.size()) {
            object.remove(names.subList(kept, names.size()));
            object.put("…", names.size() - kept + " more");
        }
    }

    private static void array(ArrayNode array, int longest, int items) {
        int left = array.size() - items;
        while (array.size() > items) {
            array.remove(array.size() - 1);
        }
        for (int at = 0; at < array.size(); at++) {
            array.set(at, shorter(array.get(at), longest, items));
        }
        if (left > 0) {
            array.add("… " + left + " more");
        }
    }

    private static JsonNode shorter(JsonNode value, int longest, int items) {
        if (value.isTextual()) {
            String text = value.textValue();
            return text.length() <= longest ? value : JsonNodeFactory.instance.textNode(Texts.cut(text, longest));
        }
        cut(value, longest, items);
        return value;
    }

    private static final class Count extends OutputStream {
        private long bytes;

        @Override
        public void write(int octet) {
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            bytes += length;
        }
    }
}
