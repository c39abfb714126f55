package io.callstream.gateway.identity;

import io.callstream.gateway.limit.BudgetPeriod;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a field may hold. */
enum FieldType {
    TEXT("a string"),
    TEXTS("a list of strings"),
    WHOLE("a whole number, 0 or more"),
    AMOUNT("a number, 0 or more"),
    FLAG("true or false"),
    OBJECT("an object"),
    MEMBERS("a list of objects, whose budgets and rates are 0 or more"),
    TEXT_BY_NAME("an object of strings"),
    WHOLE_BY_NAME("an object of whole numbers, each 0 or more"),
    BUDGET_BY_NAME("an object of numbers, or of objects with budget_limit and time_period"),
    BUDGETS("a list of objects with budget_duration and max_budget"),
    PERIOD("a number and s, m, h, d, w or mo, such as 30s, 1h, 1d, 7d or 1mo"),
    TIME("a time such as 2030-01-31T00:00:00Z");

    private static final BigDecimal MOST_DOLLARS = BigDecimal.valueOf(9_000_000_000L);
    private static final int SMALLEST_DIGITS = 40;
    private static final List<String> MEMBERS_AMOUNTS =
            List.of("max_budget_in_team", "max_budget_in_organization", "spend");
    private static final List<String> MEMBERS_RATES = List.of("rpm_limit", "tpm_limit");

    private final String expected;

    FieldType(String expected) {
        this.expected = expected;
    }

    /** For a message, behind "expected". */
    String expected() {
        return expected;
    }

    boolean takes(Object value) {
        return switch (this) {
            case TEXT -> value instanceof String;
            case TEXTS -> value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
            case WHOLE -> whole(value);
            case AMOUNT -> amount(value);
            case FLAG -> value instanceof Boolean;
            case OBJECT -> value instanceof Map;
            case MEMBERS -> value instanceof List<?> list && list.stream().allMatch(FieldType::member);
            case TEXT_BY_NAME ->
                value instanceof Map<?, ?> map && map.values().stream().allMatch(String.class::isInstance);
            case WHOLE_BY_NAME ->
                value instanceof Map<?, ?> map && map.values().stream().allMatch(FieldType::whole);
            case BUDGET_BY_NAME ->
                value instanceof Map<?, ?> map && map.values().stream().allMatch(FieldType::budget);
            case BUDGETS -> value instanceof List<?> list && list.stream().allMatch(FieldType::window);
            case PERIOD -> value instanceof String text && period(text) != null;
            case TIME -> value instanceof String text && Fields.time(text, null) != null;
        };
    }

    static @Nullable BudgetPeriod period(String text) {
        try {
            return BudgetPeriod.parse(text);
        } catch (IllegalArgumentException e) {
            return null; // that is the answer
        }
    }

    private static boolean whole(@Nullable Object value) {
        Long whole = Fields.whole(value);
        return whole != null && whole >= 0;
    }

    private static boolean amount(@Nullable Object value) {
        BigDecimal amount = Fields.amount(value);
        return amount != null
                && amount.signum() >= 0
                && Math.abs((long) amount.scale()) <= SMALLEST_DIGITS
                && amount.compareTo(MOST_DOLLARS) <= 0;
    }

    private static boolean member(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                && MEMBERS_AMOUNTS.stream().allMatch(name -> map.get(name) == null || amount(map.get(name)))
                && MEMBERS_RATES.stream().allMatch(name -> map.get(name) == null || whole(map.get(name)))
                && (map.get("budget_duration") == null || PERIOD.takes(map.get("budget_duration")));
    }

    private static boolean window(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                && amount(map.get("max_budget"))
                && map.get("budget_duration") instanceof String period
                && PERIOD.takes(period);
    }

    private static boolean budget(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return amount(value);
        }
        Object period = ModelBudget.period(map);
        return amount(ModelBudget.limit(map)) && (period == null || PERIOD.takes(period));
    }
}
