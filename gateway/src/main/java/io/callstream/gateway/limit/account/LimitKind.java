package io.callstream.gateway.limit.account;

import java.util.Locale;

/** Which of its limits a subject has reached. */
public enum LimitKind {
    REQUESTS,
    TOKENS,
    PARALLEL,
    /** All of the budget is spent. */
    BUDGET,
    /** Calls under way may spend the rest of the budget, here or on another gateway. */
    BUDGET_RESERVED;

    /** The word that metrics and answers use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
