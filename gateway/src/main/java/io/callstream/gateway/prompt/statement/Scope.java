package io.callstream.gateway.prompt.statement;

import io.callstream.json.PlainValues;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names with their values, and what expressions come to with them. For one thread. */
final class Scope {
    private final Map<String, @Nullable Object> values;

    Scope(Map<String, @Nullable Object> values) {
        this.values = new HashMap<>(values);
    }

    Scope copy() {
        return new Scope(values);
    }

    void put(String name, @Nullable Object value) {
        values.put(name, value);
    }

    /** As a value is put in everywhere: nothing for null, JSON for what is no string. */
    static String text(@Nullable Object value) {
        return value == null ? "" : value instanceof String string ? string : PlainValues.write(value);
    }

    boolean holds(Expression expression) {
        Object value = value(expression);
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).signum() != 0;
        }
        boolean empty = value == null
                || value.equals("")
                || value instanceof List<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
        return !empty && !Boolean.FALSE.equals(value);
    }

    @Nullable Object value(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return literal.value();
        }
        if (expression instanceof Expression.Path path) {
            return of(path);
        }
        if (expression instanceof Expression.Not not) {
            return !holds(not.of());
        }
        if (expression instanceof Expression.Both both) {
            return holds(both.left()) && holds(both.right());
        }
        if (expression instanceof Expression.Either either) {
            return holds(either.left()) || holds(either.right());
        }
        if (expression instanceof Expression.Defined defined) {
            return isThere(defined.path());
        }
        if (expression instanceof Expression.Filtered filtered) {
            return filtered(filtered);
        }
        Expression.Compared compared = (Expression.Compared) expression;
        return compared(compared.operator(), value(compared.left()), value(compared.right()));
    }

    private @Nullable Object of(Expression.Path path) {
        Object value = values;
        for (String name : path.names()) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }

    boolean isThere(Expression.Path path) {
        Object value = values;
        for (String name : path.names()) {
            if (!(value instanceof Map<?, ?> map) || !map.containsKey(name)) {
                return false;
            }
            value = map.get(name);
        }
        return true;
    }

    private @Nullable Object filtered(Expression.Filtered filtered) {
        Object value = value(filtered.of());
        return switch (filtered.filter()) {
            case "default" -> value == null ? filtered.argument() : value;
            case "lower" -> text(value).toLowerCase(Locale.ROOT);
            case "upper" -> text(value).toUpperCase(Locale.ROOT);
            case "trim" -> text(value).strip();
            case "length" -> (long) length(value);
            default -> joined(value, filtered.argument());
        };
    }

    private static int length(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        return value instanceof List<?> list ? list.size() : text(value).length();
    }

    private static String joined(@Nullable Object value, String between) {
        return value instanceof List<?> list
                ? String.join(between, list.stream().map(Scope::text).toList())
                : text(value);
    }

    private static boolean compared(String operator, @Nullable Object left, @Nullable Object right) {
        if (operator.equals("in")) {
            return within(left, right);
        }
        int order = left instanceof Number && right instanceof Number
                ? new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()))
                : text(left).compareTo(text(right));
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            default -> order >= 0;
        };
    }

    private static boolean within(@Nullable Object part, @Nullable Object whole) {
        if (whole instanceof Map<?, ?> map) {
            return map.containsKey(text(part));
        }
        return whole instanceof List<?> list
                ? list.stream().anyMatch(each -> compared("==", part, each))
                : text(whole).contains(text(part));
    }
}
