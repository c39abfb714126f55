package io.callstream.settings;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of the reference, made of the statements of keys. */
public final class KeyReference {
    private KeyReference() {}

    /** The constants of these classes that are keys, less private ones, in the order of the source. */
    public static List<Key<?>> statedIn(Class<?>... types) {
        List<Key<?>> keys = new ArrayList<>();
        for (Class<?> type : types) {
            Arrays.stream(type.getDeclaredFields())
                    .filter(field ->
                            Modifier.isStatic(field.getModifiers()) && !Modifier.isPrivate(field.getModifiers()))
                    .filter(field -> field.getType() == Key.class)
                    .forEach(field -> keys.add(key(field)));
        }
        return keys;
    }

    /**
     * Rows with the columns key, default and meaning.
     *
     * @param section path of the keys, such as {@code callstream.server}
     */
    public static String rows(String section, Class<?>... types) {
        return rows(section + ".", statedIn(types));
    }

    /** @param prefix stands before each key */
    public static String rows(String prefix, List<Key<?>> keys) {
        return keys.stream()
                .map(key -> "| `%s` | %s | %s |\n".formatted(prefix + key.name(), shown(key.byDefault()), key.says()))
                .collect(Collectors.joining());
    }

    /** A table with the columns setting, default, environment and meaning. */
    public static String table(List<Key<?>> keys) {
        return "\n| setting | default | environment | meaning |\n|---|---|---|---|\n"
                + keys.stream()
                        .map(key -> "| `%s` | %s | %s | %s |\n"
                                .formatted(key.name(), shown(key.byDefault()), variables(key), key.says()))
                        .collect(Collectors.joining())
                + "\n";
    }

    private static String variables(Key<?> key) {
        return key.variables().stream().map(KeyReference::code).collect(Collectors.joining(", "));
    }

    private static String shown(String byDefault) {
        return byDefault.equals("required") ? byDefault : code(byDefault);
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static Key<?> key(Field field) {
        try {
            field.setAccessible(true);
            return (Key<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " cannot be read", e);
        }
    }
}
