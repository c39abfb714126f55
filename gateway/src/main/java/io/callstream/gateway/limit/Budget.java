package io.callstream.gateway.limit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may spend.
 *
 * @param limitNanoUsd in 10^-9 US dollars; null for no limit
 * @param softNanoUsd from where on spending is noted, and nothing is refused; null for nowhere
 * @param period after which spending begins at nothing again; null for never
 * @param startedAt what was spent earlier does not count; null for everything in the period
 * @param carriedNanoUsd spent elsewhere already, in the period that {@code startedAt} lies in: taken over from LiteLLM
 * @param raise what may be spent beside the limit for a time; null for nothing
 */
public record Budget(
        @Nullable Long limitNanoUsd,
        @Nullable Long softNanoUsd,
        @Nullable BudgetPeriod period,
        @Nullable Instant startedAt,
        long carriedNanoUsd,
        @Nullable Raise raise) {
    /** So much more, in 10^-9 US dollars, until a time. */
    public record Raise(long nanoUsd, Instant until) {}

    public Budget(
            @Nullable Long limitNanoUsd,
            @Nullable Long softNanoUsd,
            @Nullable BudgetPeriod period,
            @Nullable Instant startedAt,
            long carriedNanoUsd) {
        this(limitNanoUsd, softNanoUsd, period, startedAt, carriedNanoUsd, null);
    }

    /** No limit. */
    public static final Budget NONE = new Budget(null, null, null, null, 0);

    static final int NANO_DIGITS = 9;
    /** Of a US dollar. */
    static final long NANOS = 1_000_000_000;

    /** @throws IllegalArgumentException naming LiteLLM's field, if an amount is negative */
    public Budget {
        check("max_budget", limitNanoUsd);
        check("soft_budget", softNanoUsd);
        check("spend", carriedNanoUsd);
    }

    /** A budget of calls through Callstream alone. */
    public static Budget of(@Nullable Long limitNanoUsd, @Nullable BudgetPeriod period) {
        return new Budget(limitNanoUsd, null, period, null, 0);
    }

    /**
     * LiteLLM's dollars.
     *
     * @throws ArithmeticException if the amount is more than 9 billion dollars
     */
    public static long nanoUsd(BigDecimal dollars) {
        return dollars.movePointRight(NANO_DIGITS)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    /** As people write them. */
    public static String dollars(long nanoUsd) {
        return new AsciiText().addDollars(nanoUsd).toString();
    }

    private static void check(String field, @Nullable Long amount) {
        if (amount != null && amount < 0) {
            throw new IllegalArgumentException(field + " is negative (expected 0 or more)");
        }
    }

    /** The same, which may be passed by so much for a time. */
    public Budget raised(@Nullable Raise more) {
        return new Budget(limitNanoUsd, softNanoUsd, period, startedAt, carriedNanoUsd, more);
    }

    /** What may be spent at this time; null for no limit. */
    public @Nullable Long limitAt(Instant now) {
        Long limit = limitNanoUsd;
        if (limit == null || raise == null || !now.isBefore(raise.until())) {
            return limit;
        }
        return limit > Long.MAX_VALUE - raise.nanoUsd() ? Long.MAX_VALUE : limit + raise.nanoUsd();
    }

    public boolean none() {
        return limitNanoUsd == null && softNanoUsd == null;
    }

    /** Since when spending counts, at this time. */
    public Instant since(Instant now) {
        Instant period = this.period == null ? Instant.EPOCH : this.period.start(now);
        return startedAt != null && startedAt.isAfter(period) ? startedAt : period;
    }

    /** When spending begins at nothing again; null for never. */
    public @Nullable Instant resetAt(Instant now) {
        return period == null ? null : period.end(now);
    }

    /** What was spent elsewhere in the period of this time. */
    public long carried(Instant now) {
        boolean same = startedAt != null && (period == null || !startedAt.isBefore(period.start(now)));
        return same ? carriedNanoUsd : 0;
    }
}
