package io.callstream.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The beginning of a {@link Key}'s statement: its form and its bounds. Immutable. */
public final class KeyDraft<T> {
    private final KeyNames names;
    private final Form<T> form;
    private final @Nullable String min;
    private final @Nullable String max;

    KeyDraft(String name, Form<T> form) {
        this(new KeyNames(name, List.of(), List.of(), false), form, null, null);
    }

    private KeyDraft(KeyNames names, Form<T> form, @Nullable String min, @Nullable String max) {
        this.names = names;
        this.form = form;
        this.min = min;
        this.max = max;
    }

    /** The end of a statement. */
    public interface Last<T> {
        /** @param meaning one or two sentences for the reference */
        Key<T> says(String meaning);
    }

    /** Smallest value, as written in a file. */
    public KeyDraft<T> min(String least) {
        return new KeyDraft<>(names, form, least, max);
    }

    /** Largest value, as written in a file. */
    public KeyDraft<T> max(String most) {
        return new KeyDraft<>(names, form, min, most);
    }

    /** @param expected completes "is '...' (expected ...)" */
    public KeyDraft<T> expecting(Predicate<T> right, String expected) {
        Form<T> checked = new Form<>(
                value -> {
                    T parsed = form.parse().apply(value);
                    if (!right.test(parsed)) {
                        throw new IllegalArgumentException("is '" + value + "' (expected " + expected + ")");
                    }
                    return parsed;
                },
                form.order(),
                form.placeholder());
        return new KeyDraft<>(names, checked, min, max);
    }

    /** The setting in another type; what is said of its form and bounds so far holds before. */
    public <U> KeyDraft<U> as(Function<T, U> conversion) {
        return new KeyDraft<>(names, bounded().as(conversion), null, null);
    }

    /** Former names: they count, and are warned of. */
    public KeyDraft<T> formerly(String... old) {
        return new KeyDraft<>(names.formerly(old), form, min, max);
    }

    /** Environment variables that count where the file says nothing, the first that is set. */
    public KeyDraft<T> orVariables(String... variables) {
        return new KeyDraft<>(names.orVariables(variables), form, min, max);
    }

    /** @param written as it would stand in a file */
    public Last<T> byDefault(String written) {
        Form<T> bounded = bounded();
        return key(bounded.parse(), new Key.Absent<>(bounded.written(written), written, false));
    }

    /**
     * A default that depends on something else.
     *
     * @param shown for the reference; may be empty
     */
    public Last<T> byDefault(T value, String shown) {
        return key(bounded().parse(), new Key.Absent<>(value, shown, false));
    }

    public Last<Optional<T>> optional() {
        return key(bounded().parse().andThen(Optional::of), new Key.Absent<>(Optional.empty(), "", false));
    }

    /** It has to be said; where it is not, that is a problem. */
    public Last<T> required() {
        return required(form.placeholder()
                .get()
                .orElseThrow(() -> new IllegalStateException(names.name() + " has no form that can be required")));
    }

    /** @param unused what stands for a value that is missing; it is never used */
    public Last<T> required(T unused) {
        return new KeyDraft<>(names.withEmptyAsNone(), form, min, max)
                .key(bounded().parse(), new Key.Absent<>(unused, "required", true));
    }

    KeyDraft<T> inPlace(T placeholder) {
        return new KeyDraft<>(names, form.inPlace(placeholder), min, max);
    }

    KeyDraft<T> emptyIsNone() {
        return new KeyDraft<>(names.withEmptyAsNone(), form, min, max);
    }

    private <U> Last<U> key(Function<Object, U> parse, Key.Absent<U> absent) {
        return meaning -> new Key<>(names, parse, absent, meaning);
    }

    private Form<T> bounded() {
        if (min == null && max == null) {
            return form;
        }
        Comparator<T> order = form.order()
                .orElseThrow(() -> new IllegalStateException(names.name() + " has values without an order"));
        T least = min == null ? null : form.written(min);
        T most = max == null ? null : form.written(max);
        return new Form<>(
                value -> {
                    T parsed = form.parse().apply(value);
                    boolean fits = (least == null || order.compare(parsed, least) >= 0)
                            && (most == null || order.compare(parsed, most) <= 0);
                    if (!fits) {
                        throw new IllegalArgumentException("is " + value + " (expected " + range() + ")");
                    }
                    return parsed;
                },
                form.order(),
                form.placeholder());
    }

    private String range() {
        if (min == null) {
            return "at most " + max;
        }
        return max == null ? "at least " + min : min + " to " + max;
    }
}
