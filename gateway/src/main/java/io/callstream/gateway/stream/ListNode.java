package io.callstream.gateway.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** An array that grows: elements that name their index are put together, others are appended. */
final class ListNode implements Node {
    private final TreeMap<Integer, ObjectNode> indexed = new TreeMap<>();
    private final List<Node> appended = new ArrayList<>(4);

    /** The element of an index. */
    ObjectNode at(int index) {
        return indexed.computeIfAbsent(index, unused -> new ObjectNode());
    }

    void append(Node element) {
        appended.add(element);
    }

    Iterable<ObjectNode> elements() {
        return indexed.values();
    }

    @Override
    public void write(Bytes out) {
        out.add("[");
        boolean first = true;
        for (ObjectNode element : indexed.values()) {
            first = comma(out, first);
            element.write(out);
        }
        for (Node element : appended) {
            first = comma(out, first);
            element.write(out);
        }
        out.add("]");
    }

    private static boolean comma(Bytes out, boolean first) {
        if (!first) {
            out.add(",");
        }
        return false;
    }
}
