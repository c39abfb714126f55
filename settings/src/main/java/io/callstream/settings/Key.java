package io.callstream.settings;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One setting, stated once: from the statement come its reading, its checks and messages, its former names and its row of
 * the reference. A statement reads {@code Key.duration("idle_timeout").min("1s").byDefault("2m").says("...")}; values in it
 * are written as in the file. Immutable.
 */
public final class Key<T> {
    private final KeyNames names;
    private final Function<Object, T> parse;
    private final Absent<T> absent;
    private final String says;

    Key(KeyNames names, Function<Object, T> parse, Absent<T> absent, String says) {
        this.names = names;
        this.parse = parse;
        this.absent = absent;
        this.says = says;
    }

    /**
     * What a setting has when nobody says anything.
     *
     * @param value its value then
     * @param shown how the reference shows that; empty for no value
     * @param problem whether it has to be said
     */
    record Absent<T>(T value, String shown, boolean problem) {}

    public static KeyDraft<String> text(String name) {
        return scalar(name, text -> text).inPlace("");
    }

    /** A password, key or token: no message repeats it. An empty text is none. */
    public static KeyDraft<Secret> secret(String name) {
        return scalar(name, Secret::new).inPlace(new Secret("missing")).emptyIsNone();
    }

    public static KeyDraft<Path> path(String name) {
        return scalar(name, (String text) -> Path.of(text)).inPlace(Path.of(""));
    }

    /** An absolute http or https address. */
    public static KeyDraft<URI> url(String name) {
        return scalar(name, Values::url).inPlace(URI.create("http://localhost"));
    }

    /** As {@link #url}, also where the host is one that {@link URI} knows none of, such as {@code my_server}. */
    public static KeyDraft<URI> address(String name) {
        return scalar(name, Values::address).inPlace(URI.create("http://localhost"));
    }

    public static KeyDraft<Boolean> flag(String name) {
        return any(name, Values::flag);
    }

    public static KeyDraft<Integer> integer(String name) {
        return new KeyDraft<>(name, Form.ordered((String text) -> Quantities.integer(text)));
    }

    public static KeyDraft<Double> decimal(String name) {
        return new KeyDraft<>(name, Form.ordered(Quantities::decimal));
    }

    /** A number of any precision. */
    public static KeyDraft<BigDecimal> exact(String name) {
        return new KeyDraft<>(name, Form.ordered(Quantities::exact));
    }

    /** A size in bytes, such as {@code 64MiB}. */
    public static KeyDraft<Long> bytes(String name) {
        return new KeyDraft<>(name, Form.ordered(Quantities::bytes));
    }

    /** A span of time, such as {@code 500ms}; a bare number counts seconds. */
    public static KeyDraft<Duration> duration(String name) {
        return new KeyDraft<>(name, Form.ordered(Quantities::duration));
    }

    /** One of an enum's constants, in lower case. */
    public static <E extends Enum<E>> KeyDraft<E> choice(String name, Class<E> type) {
        return scalar(name, text -> Values.choice(text, type));
    }

    /** A list of texts; a single text counts as a list of one. */
    public static KeyDraft<List<String>> texts(String name) {
        return any(name, Values::texts);
    }

    /** A mapping of names to texts, such as headers. */
    public static KeyDraft<Map<String, String>> textMap(String name) {
        return any(name, Values::textMap);
    }

    /** A mapping of names to whatever stands under them. */
    public static KeyDraft<Map<String, Object>> mapping(String name) {
        return any(name, Values::mapping);
    }

    /**
     * A mapping for code of others: texts, numbers, booleans, lists and maps of these, unmodifiable. A variable in it that is
     * not set is a problem.
     */
    public static KeyDraft<Map<String, Object>> plainValues(String name) {
        return any(name, PlainValues::of);
    }

    /** A single value of a form of its own; what is none is an {@link IllegalArgumentException} for the message. */
    public static <T> KeyDraft<T> scalar(String name, Function<String, T> parse) {
        return new KeyDraft<>(name, Form.scalar(parse));
    }

    private static <T> KeyDraft<T> any(String name, Function<Object, T> parse) {
        return new KeyDraft<>(name, Form.any(parse));
    }

    /** The key in its section. */
    public String name() {
        return names.name();
    }

    /** Environment variables that count where the file says nothing, in their order. */
    public List<String> variables() {
        return names.variables();
    }

    /** The default as it would be written; {@code required} for one that has to be said, empty for none. */
    public String byDefault() {
        return absent.shown();
    }

    /** What the setting does, for the reference. */
    public String says() {
        return says;
    }

    T read(Section section, Environment environment) {
        String name = names.in(section);
        section.means(name, says);
        if (section.hasValue(name) && !names.isNothing(section, name)) {
            return section.convert(name, parse).orElse(absent.value());
        }
        section.accept(name);
        return names.variable(environment)
                .map(variable -> fromVariable(section, variable, environment))
                .orElseGet(() -> missing(section));
    }

    private T fromVariable(Section section, String variable, Environment environment) {
        try {
            return parse.apply(environment.get(variable).orElse(""));
        } catch (NumberFormatException e) {
            section.problem(name(), "is no number in the environment variable " + variable);
        } catch (IllegalArgumentException e) {
            section.problem(name(), e.getMessage() + " in the environment variable " + variable);
        }
        return absent.value();
    }

    private T missing(Section section) {
        if (absent.problem()) {
            section.problem(name(), section.missing(name()).orElse("is missing") + names.orVariable());
        }
        return absent.value();
    }
}
