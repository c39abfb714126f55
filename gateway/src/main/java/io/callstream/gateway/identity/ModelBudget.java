package io.callstream.gateway.identity;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One budget of {@code model_max_budget}, in the forms that LiteLLM has had for it. */
final class ModelBudget {
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,18}(?:\\.\\d{1,18})?");

    private ModelBudget() {}

    static @Nullable Object limit(Map<?, ?> budget) {
        Object limit = budget.get("budget_limit");
        return number(limit == null ? budget.get("max_budget") : limit);
    }

    /** LiteLLM's documentation writes small ones as texts. */
    private static @Nullable Object number(@Nullable Object limit) {
        boolean text = limit instanceof String said && DECIMAL.matcher(said).matches();
        return text ? new BigDecimal(String.valueOf(limit)) : limit;
    }

    static @Nullable Object period(Map<?, ?> budget) {
        Object period = budget.get("time_period");
        return period == null ? budget.get("budget_duration") : period;
    }
}
