package io.callstream.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.Schema;

/** Makes plain values of a document's nodes: merge keys are followed, and aliases are bounded by what they expand to. */
final class YamlValues {
    private static final String MERGE = "<<";
    private static final int MOST_VALUES = 500_000;

    private final Map<Tag, ConstructNode> scalars;
    private final Set<Node> within = Collections.newSetFromMap(new IdentityHashMap<>());
    private int made;

    YamlValues(Schema schema) {
        this.scalars = schema.getSchemaTagConstructors();
    }

    @Nullable Object of(Node node) throws YamlFault {
        if (++made > MOST_VALUES) {
            throw new YamlFault(node.getStartMark(), "aliases that expand to more than " + MOST_VALUES + " values");
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        if (!within.add(node)) {
            throw new YamlFault(node.getStartMark(), "an alias inside what it stands for");
        }
        Object value = node instanceof SequenceNode list ? list(list) : mapping((MappingNode) node);
        within.remove(node);
        return value;
    }

    private @Nullable Object scalar(ScalarNode node) throws YamlFault {
        if (node.getTag().equals(Tag.STR)) {
            return node.getValue();
        }
        ConstructNode construct = scalars.get(node.getTag());
        if (construct == null) {
            throw new YamlFault(node.getStartMark(), "a tag (!name) that means nothing here");
        }
        return construct.construct(node);
    }

    private List<@Nullable Object> list(SequenceNode node) throws YamlFault {
        List<@Nullable Object> list = new ArrayList<>();
        for (Node each : node.getValue()) {
            list.add(of(each));
        }
        return list;
    }

    /** What a mapping says itself wins over what is merged into it. */
    private Map<String, @Nullable Object> mapping(MappingNode node) throws YamlFault {
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        for (NodeTuple each : node.getValue()) {
            if (isMerge(each.getKeyNode())) {
                merge(each.getValueNode(), merged);
                continue;
            }
            String key = key(each.getKeyNode());
            if (own.containsKey(key)) {
                throw new YamlFault(
                        each.getKeyNode().getStartMark(), "a duplicate key: it stands twice in one mapping");
            }
            own.put(key, of(each.getValueNode()));
        }
        merged.putAll(own);
        return merged;
    }

    /** Of several that are merged at once the first wins, and of several merge keys the last. */
    private void merge(Node from, Map<String, @Nullable Object> into) throws YamlFault {
        if (from instanceof MappingNode) {
            into.putAll(merged(from));
        } else if (from instanceof SequenceNode list) {
            List<Node> nodes = new ArrayList<>(list.getValue());
            Collections.reverse(nodes);
            for (Node each : nodes) {
                into.putAll(merged(each));
            }
        } else {
            throw noMapping(from);
        }
    }

    private Map<String, @Nullable Object> merged(Node from) throws YamlFault {
        if (!(from instanceof MappingNode)) {
            throw noMapping(from);
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (of(from) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        }
        return copy;
    }

    private static YamlFault noMapping(Node from) {
        return new YamlFault(
                from.getStartMark(), "a merge key (<<) that names neither a mapping nor a list of mappings");
    }

    private static boolean isMerge(Node key) {
        return key instanceof ScalarNode scalar && scalar.getValue().equals(MERGE);
    }

    private static String key(Node key) throws YamlFault {
        if (key instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new YamlFault(key.getStartMark(), "a key that is not a single value");
    }
}
