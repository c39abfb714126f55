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

    /** Whether nothing may pass, where deployments are chosen: rates of theirs are kept to when another one can be asked. */
    public boolean closes() {
        return switch (this) {
            case PARALLEL, BUDGET, BUDGET_RESERVED -> true;
            case REQUESTS, TOKENS -> false;
        };
    }

    /** Whether it is over as soon as calls under way have ended. */
    public boolean passes() {
        return this == PARALLEL || this == BUDGET_RESERVED;
    }

    /** The word that metrics and answers use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
