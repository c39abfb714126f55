package io.callstream.settings;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One mapping of the configuration file. Reading a key declares it; {@link #unknownKeys()} are those that nobody
 * read. A wrong value is noted in the shared {@link Problems} and the default is returned, so that reading goes on
 * and every problem is found. For one thread.
 */
public final class Section {
    private static final Environment NO_VARIABLES = Environment.of(Map.of());

    private final String path;
    private final Map<String, Object> values;
    private final Problems problems;
    private final Set<String> read = new HashSet<>();
    private boolean leftOut;
    private final Map<String, String> meanings;
    private final List<Section> children = new ArrayList<>();

    public Section(String path, Map<String, Object> values, Problems problems) {
        this(path, values, problems, new HashMap<>());
    }

    private Section(String path, Map<String, Object> values, Problems problems, Map<String, String> meanings) {
        this.path = path;
        this.values = Map.copyOf(values);
        this.problems = problems;
        this.meanings = meanings;
    }

    /** Dotted path of this section; empty for the whole file. */
    public String path() {
        return path;
    }

    public Problems problems() {
        return problems;
    }

    /** Whether the key is there and says something, if only the name of a variable. */
    public boolean has(String key) {
        return values.containsKey(key) && !(values.get(key) instanceof NoValue.Blank);
    }

    /** Whether a key asks for something: it is there, and neither false nor empty. */
    public boolean asks(String key) {
        Object value = values.get(key);
        boolean nothing = value == null
                || value instanceof NoValue
                || Boolean.FALSE.equals(value)
                || value instanceof String text && text.isBlank()
                || value instanceof List<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
        return !nothing;
    }

    /** Whether a mapping stands under the key. */
    public boolean isMapping(String key) {
        return values.get(key) instanceof Map;
    }

    /** Why a key that is there reads as if it were not; empty when it is absent or has a value. */
    public Optional<String> missing(String key) {
        Object value = values.get(key);
        if (value instanceof NoValue none) {
            return Optional.of(none.why());
        }
        return value instanceof String text && text.isBlank() ? Optional.of("is empty") : Optional.empty();
    }

    /** Why items of a list have no value, such as variables that are not set; the list then reads as if they were not there. */
    public List<String> missingItems(String key) {
        return values.get(key) instanceof List<?> list
                ? list.stream()
                        .filter(NoValue.class::isInstance)
                        .map(item -> ((NoValue) item).why())
                        .toList()
                : List.of();
    }

    /**
     * The environment variable that this key's value stands for, when that variable is not set. The key then reads as
     * if it were not there; whoever cannot do without it asks here, to say why.
     */
    public Optional<String> unsetVariable(String key) {
        return values.get(key) instanceof UnsetVariable unset ? Optional.of(unset.name()) : Optional.empty();
    }

    /** As {@link #unsetVariable(String)}, of a name in the mapping under a key that is read as a whole. */
    Optional<String> unsetVariable(String key, String name) {
        return values.get(key) instanceof Map<?, ?> whole && whole.get(name) instanceof UnsetVariable unset
                ? Optional.of(unset.name())
                : Optional.empty();
    }

    public boolean isEmpty() {
        return keys().isEmpty();
    }

    /** What the file says of a setting, else its default; what is wrong with it is noted. */
    public <T> T get(Key<T> key) {
        return key.read(this, NO_VARIABLES);
    }

    /** As {@link #get(Key)}, where the file says nothing with the setting's environment variables. */
    public <T> T get(Key<T> key, Environment environment) {
        return key.read(this, environment);
    }

    public Optional<String> text(String key) {
        return convert(key, Values::scalar);
    }

    public String text(String key, String fallback) {
        return text(key).orElse(fallback);
    }

    /** A text that has to be there; when it is not, the problem is noted and an empty text returned. */
    public String required(String key) {
        return text(key).filter(value -> !value.isBlank()).orElseGet(() -> {
            problem(key, missing(key).orElse("is missing"));
            return "";
        });
    }

    public Optional<Secret> secret(String key) {
        return text(key).filter(value -> !value.isEmpty()).map(Secret::new);
    }

    /** An absolute http or https address. */
    public Optional<URI> url(String key) {
        return convert(key, value -> Values.url(Values.scalar(value)));
    }

    /** As {@link #url}, also where the host is one that {@link URI} knows none of, such as {@code my_server}. */
    public Optional<URI> address(String key) {
        return convert(key, value -> Values.address(Values.scalar(value)));
    }

    public int integer(String key, int fallback, int min, int max) {
        return (int) number(key, fallback, min, max);
    }

    public long number(String key, long fallback, long min, long max) {
        return convert(key, value -> ranged(Quantities.whole(Values.scalar(value)), min, max))
                .orElse(fallback);
    }

    public Optional<Double> decimal(String key) {
        return convert(key, value -> Quantities.decimal(Values.scalar(value)));
    }

    public boolean flag(String key, boolean fallback) {
        return convert(key, Values::flag).orElse(fallback);
    }

    /** A size in bytes; {@code 64MiB} and bare numbers are understood. */
    public long bytes(String key, long fallback) {
        return convert(key, value -> Quantities.bytes(Values.scalar(value))).orElse(fallback);
    }

    /** A span of time; {@code 500ms} is understood, and a bare number counts seconds. */
    public Duration duration(String key, Duration fallback) {
        return convert(key, value -> Quantities.duration(Values.scalar(value))).orElse(fallback);
    }

    /** One of an enum's constants, written in lower case with underscores or dashes. */
    public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        return convert(key, value -> Values.choice(Values.scalar(value), type)).orElse(fallback);
    }

    /** A list of texts; a single text counts as a list of one. */
    public List<String> texts(String key) {
        return convert(key, Values::texts).orElse(List.of());
    }

    /** As {@link #texts}, where an item may have settings of its own: a mapping counts by the names of its keys. */
    public List<String> names(String key) {
        return convert(key, Values::names).orElse(List.of());
    }

    /** A mapping of names to texts, such as headers. */
    public Map<String, String> textMap(String key) {
        return convert(key, Values::textMap).orElse(Map.of());
    }

    /** The value under a key, of whatever kind, as JSON; empty when the key says nothing. */
    public Optional<String> json(String key) {
        return convert(key, PlainJson::write);
    }

    /** The section under a key; an empty one when there is none. */
    public Section section(String key) {
        return child(path(key), convert(key, Values::mapping).orElse(Map.of()));
    }

    /** The sections of a list under a key. */
    public List<Section> sections(String key) {
        List<Map<String, Object>> items = convert(key, value -> {
                    if (!(value instanceof List<?> list)) {
                        throw new IllegalArgumentException("expected a list");
                    }
                    return list.stream().map(Values::mapping).toList();
                })
                .orElse(List.of());
        List<Section> sections = new ArrayList<>();
        for (Map<String, Object> item : items) {
            sections.add(child(path(key) + "[" + sections.size() + "]", item));
        }
        return sections;
    }

    /**
     * This section put over another: mappings are merged, lists joined (the other's items first), and a single value of
     * this section wins. Neither of the two counts as read by it.
     */
    public Section over(Section other) {
        return new Section(path, Layers.merge(other.values, values), problems, meanings);
    }

    /** The same, of which nothing has been read, with problems of its own: for whoever reads it once more. */
    public Section again(Problems others) {
        return new Section(path, values, others);
    }

    /** Whether the other section says the same, wherever it stands. Neither of the two counts as read by it. */
    public boolean saysTheSameAs(Section other) {
        return values.equals(other.values);
    }

    /** What stands under some keys, if anything, by other names for them; the keys count as read. */
    public Map<String, Object> renamed(Map<String, String> names) {
        Map<String, Object> renamed = new LinkedHashMap<>();
        names.forEach((key, name) -> {
            accept(key);
            if (has(key)) {
                renamed.put(name, values.get(key));
            }
        });
        return renamed;
    }

    /** All keys of this section that say something, in no particular order. */
    public Set<String> keys() {
        return values.keySet().stream().filter(this::has).collect(Collectors.toSet());
    }

    /** Remembers what a key that has been read means, for {@link KeyTrace}. */
    void means(String key, String says) {
        meanings.put(key, says);
    }

    Optional<String> meaning(String key) {
        return Optional.ofNullable(meanings.get(key));
    }

    /** What stands in it, as it was read from the file. */
    Map<String, Object> values() {
        return values;
    }

    /** Marks a key as read without looking at it. */
    public void accept(String key) {
        read.add(key);
    }

    /** Paths of the keys that nobody has read, of this section and of those opened from it. */
    public List<String> unknownKeys() {
        List<String> unknown = unread().stream().map(this::path).collect(Collectors.toCollection(ArrayList::new));
        children.forEach(child -> unknown.addAll(child.unknownKeys()));
        return unknown;
    }

    /** Keys of this section alone that nobody has read so far, sorted. */
    public List<String> unread() {
        return values.keySet().stream()
                .filter(key -> !read.contains(key))
                .sorted()
                .toList();
    }

    /** Keys of this section alone that somebody has asked for so far, there or not. */
    public Set<String> asked() {
        return Set.copyOf(read);
    }

    /** The sections that were opened from this one. */
    public List<Section> opened() {
        return List.copyOf(children);
    }

    /** Marks everything in this section as read, and as nothing to be warned of: the start goes on without it. */
    public void leaveOut() {
        leftOut = true;
        acceptAll();
    }

    /** Marks everything in this section as read: it belongs to something that is left out. */
    public void acceptAll() {
        read.addAll(values.keySet());
        children.forEach(Section::acceptAll);
    }

    /** Notes every key that nobody has read as a problem; call it when all reading is done. */
    public void rejectUnknownKeys() {
        for (String key : unread()) {
            problem(
                    key,
                    "is not a known setting"
                            + Similar.to(key, read)
                                    .map(meant -> " (did you mean " + meant + "?)")
                                    .orElse(""));
        }
        children.forEach(Section::rejectUnknownKeys);
    }

    /** Whether the key has a value, right or wrong. */
    boolean hasValue(String key) {
        Object value = values.get(key);
        return value != null && !(value instanceof NoValue);
    }

    /**
     * Warns of each key that somebody asked for and that stands for a variable which is not set, here and in the sections
     * opened from it; call it when all reading is done.
     */
    public void warnOfUnsetVariables() {
        if (leftOut) {
            return;
        }
        for (String key : asked().stream().sorted().toList()) {
            Stream.concat(
                            Stream.ofNullable(values.get(key)).filter(NoValue.class::isInstance),
                            values.get(key) instanceof List<?> list ? list.stream() : Stream.empty())
                    .filter(UnsetVariable.class::isInstance)
                    .filter(unset -> !problems.names(path(key)))
                    .forEach(unset -> warning(key, ((NoValue) unset).why() + ": it counts as if it were not there"));
        }
        children.forEach(Section::warnOfUnsetVariables);
    }

    /** Notes a problem with one of this section's keys. */
    public void problem(String key, String message) {
        problems.add(path(key), message);
    }

    /** Notes something about one of this section's keys that stops nothing. */
    void warning(String key, String message) {
        problems.warn(path(key), message);
    }

    private Section child(String childPath, Map<String, Object> childValues) {
        Section child = new Section(childPath, childValues, problems);
        children.add(child);
        return child;
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    <T> Optional<T> convert(String key, Function<Object, T> conversion) {
        read.add(key);
        Object value = values.get(key);
        if (value == null || value instanceof NoValue) {
            return Optional.empty();
        }
        try {
            return Optional.of(conversion.apply(value));
        } catch (NumberFormatException e) {
            problem(key, "is '" + value + "' (expected a number)");
        } catch (IllegalArgumentException e) {
            problem(key, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private static long ranged(long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("is " + value + " (expected " + min + " to " + max + ")");
        }
        return value;
    }
}
