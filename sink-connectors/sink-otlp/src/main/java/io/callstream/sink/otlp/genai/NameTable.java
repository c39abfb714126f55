package io.callstream.sink.otlp.genai;

import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Under which names a destination reads an attribute: other ones, several, or none. Names that end in {@code .*} stand for all
 * names that begin so; what the star stood for is kept.
 */
public final class NameTable {
    private static final String ALL = ".*";
    private static final NameTable SAME = new NameTable(Map.of());

    private final Map<String, List<String>> names;

    private NameTable(Map<String, List<String>> names) {
        this.names = Map.copyOf(names);
    }

    /** Every attribute under its own name. */
    public static NameTable same() {
        return SAME;
    }

    /** The attribute under these names instead of its own; without any, it is left out. */
    public NameTable instead(String name, String... others) {
        Map<String, List<String>> more = new HashMap<>(names);
        more.put(name, List.of(others));
        return new NameTable(more);
    }

    /** The attribute under its present names and these. */
    public NameTable also(String name, String... others) {
        List<String> present = names.getOrDefault(name, List.of(name));
        return instead(name, Stream.concat(present.stream(), Stream.of(others)).toArray(String[]::new));
    }

    /** Each key under the name beside it, which may be empty to leave the attribute out. */
    public NameTable with(Map<String, String> renamed) {
        NameTable table = this;
        for (Map.Entry<String, String> entry : renamed.entrySet()) {
            table = entry.getValue().isEmpty()
                    ? table.instead(entry.getKey())
                    : table.instead(entry.getKey(), entry.getValue());
        }
        return table;
    }

    List<KeyValue> applied(List<KeyValue> pairs) {
        return names.isEmpty()
                ? pairs
                : pairs.stream()
                        .flatMap(pair -> names(pair.getKey())
                                .map(name -> pair.toBuilder().setKey(name).build()))
                        .toList();
    }

    private Stream<String> names(String name) {
        List<String> exact = names.get(name);
        return exact != null ? exact.stream() : byBeginning(name).orElseGet(() -> Stream.of(name));
    }

    private Optional<Stream<String>> byBeginning(String name) {
        return names.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(ALL) && name.startsWith(stem(entry.getKey())))
                .findFirst()
                .map(entry -> entry.getValue().stream()
                        .map(other -> other.endsWith(ALL)
                                ? stem(other)
                                        + name.substring(stem(entry.getKey()).length())
                                : other));
    }

    private static String stem(String pattern) {
        return pattern.substring(0, pattern.length() - 1);
    }
}
