package io.callstream.gateway.usage;

import io.callstream.gateway.config.CostChange;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a call cost, in 10^-9 US dollars. Every number is rounded once, from the exact sum, so that the parts may
 * differ from the total by one or two; by more where a discount or a margin is reckoned, which changes the total alone.
 *
 * @param input prompt tokens that were neither read from nor written to a cache
 * @param output completion tokens
 * @param cache cache reads and writes
 * @param priceVersion which prices were applied, and what changed what they come to
 * @param saved what it would have cost, had its answer not been at hand already; negative when it was not
 */
public record Cost(long total, long input, long output, long cache, String priceVersion, long saved) {
    private static final long NOTHING_SAVED = -1;
    private static final int NANO_DIGITS = 9;

    public Cost(long total, long input, long output, long cache, String priceVersion) {
        this(total, input, output, cache, priceVersion, NOTHING_SAVED);
    }

    /** Of the same answer when it is given again without asking anybody. */
    public Cost repeated() {
        return new Cost(0, 0, 0, 0, priceVersion, total);
    }

    /** With a discount and a margin. What costs nothing goes on to cost nothing. */
    Cost changed(CostChange change) {
        if (total == 0 || change.none()) {
            return this;
        }
        BigDecimal changed = BigDecimal.valueOf(total)
                .multiply(BigDecimal.ONE.subtract(change.discount()))
                .multiply(BigDecimal.ONE.add(change.margin()))
                .add(change.fixed().movePointRight(NANO_DIGITS))
                .setScale(0, RoundingMode.HALF_UP);
        return new Cost(changed.longValue(), input, output, cache, priceVersion + change.note(), saved);
    }
}
