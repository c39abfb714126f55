package io.callstream.settings;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How the value of a setting is written.
 *
 * @param parse reads a value as YAML has it; throws {@link IllegalArgumentException} saying what was expected
 * @param order for values that have bounds
 * @param placeholder what stands for a value that is missing and has to be there; it is never used
 */
record Form<T>(Function<Object, T> parse, Optional<Comparator<T>> order, Supplier<Optional<T>> placeholder) {
    /** Anything that YAML has. */
    static <T> Form<T> any(Function<Object, T> parse) {
        return new Form<>(parse, Optional.empty(), Optional::empty);
    }

    /** A single value. */
    static <T> Form<T> scalar(Function<String, T> parse) {
        return any(value -> parse.apply(Values.scalar(value)));
    }

    /** A single value with an order, for bounds. */
    static <T extends Comparable<T>> Form<T> ordered(Function<String, T> parse) {
        Comparator<T> order = Comparator.naturalOrder();
        return new Form<>(value -> parse.apply(Values.scalar(value)), Optional.of(order), Optional::empty);
    }

    Form<T> inPlace(T unused) {
        return new Form<>(parse, order, () -> Optional.of(unused));
    }

    <U> Form<U> as(Function<T, U> conversion) {
        return new Form<>(
                value -> conversion.apply(parse.apply(value)),
                Optional.empty(),
                () -> placeholder.get().map(conversion));
    }

    /** A value as somebody would write it in the file. */
    T written(String text) {
        boolean nested = text.startsWith("[") || text.startsWith("{");
        Object value = nested ? YamlText.read(text, "default") : text;
        if (value == null) {
            throw new IllegalArgumentException("'" + text + "' is no value");
        }
        return parse.apply(value);
    }
}
