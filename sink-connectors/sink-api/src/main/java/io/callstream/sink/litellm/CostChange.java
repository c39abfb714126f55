package io.callstream.sink.litellm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a discount and a margin made of a call's cost, as the gateway writes them behind the name of the prices:
 * {@code 2026-11-01 discount=0.05 margin=0.1 margin_fixed=0.0005}.
 */
record CostChange(BigDecimal discount, BigDecimal margin, BigDecimal fixed) {
    private static final Pattern NUMBER =
            Pattern.compile(" (discount|margin|margin_fixed)=([0-9]{1,12}(?:\\.[0-9]{1,20})?)");

    static CostChange of(String priceVersion) {
        CostChange found = new CostChange(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        Matcher numbers = NUMBER.matcher(priceVersion);
        while (numbers.find()) {
            found = found.with(numbers.group(1), new BigDecimal(numbers.group(2)));
        }
        return found;
    }

    private CostChange with(String name, BigDecimal number) {
        return switch (name) {
            case "discount" -> new CostChange(number, margin, fixed);
            case "margin" -> new CostChange(discount, number, fixed);
            default -> new CostChange(discount, margin, number);
        };
    }

    /** LiteLLM's fields; none where nothing was changed, or nothing had a cost. */
    void write(ObjectNode parts, BigDecimal original, BigDecimal total) {
        boolean none = discount.signum() == 0 && margin.signum() == 0 && fixed.signum() == 0;
        if (none || total.signum() == 0) {
            return;
        }
        BigDecimal off = original.multiply(discount);
        parts.put("original_cost", original);
        parts.put("discount_percent", discount).put("discount_amount", off);
        parts.put("margin_percent", margin).put("margin_fixed_amount", fixed);
        parts.put("margin_total_amount", total.subtract(original.subtract(off)));
    }
}
