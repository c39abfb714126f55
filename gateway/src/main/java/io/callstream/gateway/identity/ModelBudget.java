package io.callstream.gateway.identity;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One budget of {@code model_max_budget}, in the forms that LiteLLM has had for it. */
final class ModelBudget {
    private ModelBudget() {}

    static @Nullable Object limit(Map<?, ?> budget) {
        Object limit = budget.get("budget_limit");
        return limit == null ? budget.get("max_budget") : limit;
    }

    static @Nullable Object period(Map<?, ?> budget) {
        Object period = budget.get("time_period");
        return period == null ? budget.get("budget_duration") : period;
    }
}
