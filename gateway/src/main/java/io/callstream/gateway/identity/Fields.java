package io.callstream.gateway.identity;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an entity under LiteLLM's names. What is read here has been checked by {@link FieldRules}, or was written by another
 * version: a value of another type counts as none.
 */
public record Fields(Map<String, Object> values) {
    private static final int MOST_DIGITS = 19;
    public static final Fields NONE = new Fields(Map.of());

    /** Fields that are null say nothing and are left out. */
    public Fields {
        Map<String, Object> said = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value != null) {
                said.put(name, value);
            }
        });
        values = Collections.unmodifiableMap(said);
    }

    /** These, changed; what is changed to null is no longer there. */
    public Fields with(Map<String, ?> changes) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.putAll(changes);
        return new Fields(all);
    }

    public Fields with(String name, @Nullable Object value) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        if (value == null) {
            all.remove(name);
        } else {
            all.put(name, value);
        }
        return new Fields(all);
    }

    public @Nullable String text(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    public @Nullable Long whole(String name) {
        return whole(values.get(name));
    }

    static @Nullable Long whole(@Nullable Object value) {
        if (value instanceof BigDecimal number && fitsALong(number)) {
            return number.longValue();
        }
        return value instanceof Long whole ? whole : null;
    }

    /** {@code 1e400} has one digit, too. */
    private static boolean fitsALong(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() <= 0 && (long) plain.precision() - plain.scale() < MOST_DIGITS;
    }

    /** US dollars. */
    public @Nullable BigDecimal amount(String name) {
        return amount(values.get(name));
    }

    static @Nullable BigDecimal amount(@Nullable Object value) {
        if (value instanceof Long whole) {
            return BigDecimal.valueOf(whole);
        }
        return value instanceof BigDecimal number ? number : null;
    }

    public List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    /** Those elements of a list that are objects. */
    public List<Fields> objects(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(each -> of((Map<?, ?>) each))
                        .toList()
                : List.of();
    }

    /** An object; empty when there is none. */
    public Fields object(String name) {
        return values.get(name) instanceof Map<?, ?> map ? of(map) : NONE;
    }

    public @Nullable Instant time(String name) {
        String text = text(name);
        return text == null ? null : time(text, null);
    }

    /** LiteLLM writes times without a zone, too; they are in UTC. */
    static @Nullable Instant time(String text, @Nullable Instant otherwise) {
        String iso = text.strip().replace(' ', 'T');
        try {
            boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
            return OffsetDateTime.parse(zoned ? iso : iso + "Z").toInstant();
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }

    private static Fields of(Map<?, ?> map) {
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (value != null) {
                values.put(String.valueOf(name), value);
            }
        });
        return new Fields(values);
    }
}
