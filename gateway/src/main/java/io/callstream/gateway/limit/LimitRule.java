package io.callstream.gateway.limit;

/** What one subject may do. A rule about a model belongs in a call's list only when the call asks for that model. */
public record LimitRule(LimitSubject subject, RateLimits rates, Budget budget) {
    /** A rule about rates alone. */
    public static LimitRule of(LimitSubject subject, RateLimits rates) {
        return new LimitRule(subject, rates, Budget.NONE);
    }

    /** A rule about money alone. */
    public static LimitRule of(LimitSubject subject, Budget budget) {
        return new LimitRule(subject, RateLimits.NONE, budget);
    }

    /** Whether it limits nothing. */
    public boolean none() {
        return rates.none() && budget.none();
    }
}
