package io.callstream.analytics.rule;

import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Ways to compare a column with a value. As in SQL, nothing compares with a column that is null. */
enum Comparison {
    EQUAL(List.of("="), order -> order == 0),
    OTHER(List.of("!=", "<>"), order -> order != 0),
    AT_MOST(List.of("<="), order -> order <= 0),
    AT_LEAST(List.of(">="), order -> order >= 0),
    LESS(List.of("<"), order -> order < 0),
    MORE(List.of(">"), order -> order > 0);

    private final List<String> signs;
    private final IntPredicate holds;

    Comparison(List<String> signs, IntPredicate holds) {
        this.signs = signs;
        this.holds = holds;
    }

    List<String> signs() {
        return signs;
    }

    Predicate<SpecificRecord> of(String column, Object value) {
        return event -> compare(Columns.value(event, column), value);
    }

    /** A list compares as its items do: one that does is enough, but for what must not be there at all. */
    private boolean compare(@Nullable Object found, Object value) {
        if (found instanceof Collection<?> items) {
            return this == OTHER
                    ? items.stream().allMatch(item -> compare(item, value))
                    : items.stream().anyMatch(item -> compare(item, value));
        }
        if (found == null) {
            return false;
        }
        return holds.test(order(found, value));
    }

    private static int order(Object found, Object value) {
        if (found instanceof Number number && value instanceof Double wanted) {
            return Double.compare(number.doubleValue(), wanted);
        }
        if (found instanceof Boolean flag && value instanceof Boolean wanted) {
            return Boolean.compare(flag, wanted);
        }
        return found.toString().compareTo(value.toString());
    }
}
