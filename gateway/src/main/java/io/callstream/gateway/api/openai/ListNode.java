package io.callstream.gateway.api.openai;

import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An array that grows: elements that name their index or id are put together, others are appended. */
final class ListNode implements Node {
    private final List<Element> elements = new ArrayList<>(4);
    private final Map<Integer, Element> latest = new HashMap<>(4);
    private final Map<String, Element> byId = new HashMap<>(4);
    /** As they came, with commas between: there may be millions. */
    private final Bytes appended = new Bytes(16);

    private @Nullable Element last;

    /** What stands at an index: several may, when their ids say that they are not the same. */
    private static final class Element {
        final int index;
        final ObjectNode node = new ObjectNode();

        @Nullable String id;

        Element(int index) {
            this.index = index;
        }

        int index() {
            return index;
        }
    }

    /** The element of an index. */
    ObjectNode at(int index) {
        Element element = latest.get(index);
        return element == null ? begin(index).node : element.node;
    }

    /**
     * The element of an id, wherever it stands; else the latest of an index, unless that has another id.
     *
     * @param index negative when the element names none: it belongs to the last one, or is the next one
     * @param id null when the element names none
     */
    ObjectNode at(int index, @Nullable String id) {
        Element element = id == null ? null : byId.get(id);
        if (element == null) {
            Element candidate = index < 0 ? last : latest.get(index);
            boolean fits = candidate != null && (id == null || candidate.id == null);
            element = fits && candidate != null ? candidate : begin(index < 0 ? elements.size() : index);
        }
        if (id != null && element.id == null) {
            element.id = id;
            byId.put(id, element);
        }
        last = element;
        latest.put(element.index, element);
        return element.node;
    }

    private Element begin(int index) {
        Element element = new Element(index);
        elements.add(element);
        latest.put(index, element);
        return element;
    }

    void append(Slice element) {
        if (appended.length() > 0) {
            appended.add(",");
        }
        appended.add(element);
    }

    @Override
    public long weight() {
        long weight = 300 + appended.weight();
        for (Element element : elements) {
            weight += 200 + element.node.weight();
        }
        return weight;
    }

    /** Visits the elements that name their index. */
    void each(Visitor visitor) {
        elements.forEach(element -> visitor.visit(element.index, element.node));
    }

    /** Sees an element. */
    interface Visitor {
        void visit(int index, ObjectNode element);
    }

    @Override
    public boolean empty() {
        return elements.isEmpty() && appended.length() == 0;
    }

    @Override
    public void write(Bytes out) {
        out.add("[");
        boolean none = writeElements(out);
        if (appended.length() > 0) {
            comma(out, none);
            out.add(appended.slice());
        }
        out.add("]");
    }

    private boolean writeElements(Bytes out) {
        boolean first = true;
        elements.sort(Comparator.comparingInt(Element::index));
        for (Element element : elements) {
            first = comma(out, first);
            element.node.write(out);
        }
        return first;
    }

    private static boolean comma(Bytes out, boolean first) {
        if (!first) {
            out.add(",");
        }
        return false;
    }
}
