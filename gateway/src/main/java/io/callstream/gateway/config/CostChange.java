package io.callstream.gateway.config;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What is reckoned for a call in place of what its prices come to.
 *
 * @param discount share that is taken off
 * @param margin share of the rest that is added
 * @param fixed US dollars that are added to each call
 */
public record CostChange(BigDecimal discount, BigDecimal margin, BigDecimal fixed) {
    static final CostChange NONE = new CostChange(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** The same with another discount. */
    CostChange off(Optional<BigDecimal> share) {
        return share.isEmpty() ? this : new CostChange(share.get(), margin, fixed);
    }

    /** Whether it changes anything. */
    public boolean none() {
        return discount.signum() == 0 && margin.signum() == 0 && fixed.signum() == 0;
    }

    /** What goes behind the name of the prices that it changes, such as {@code discount=0.05 margin=0.1}. */
    public String note() {
        return said("discount", discount) + said("margin", margin) + said("margin_fixed", fixed);
    }

    private static String said(String name, BigDecimal number) {
        return number.signum() == 0
                ? ""
                : " " + name + "=" + number.stripTrailingZeros().toPlainString();
    }
}
