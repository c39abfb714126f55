package io.callstream.gateway.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a price map says of one model's tokens.
 *
 * @param names of the prices, in the order of {@link PriceFormat}
 * @param picoPerUnit what they are given in, in 10^-12 US dollars
 */
record PriceEntry(Map<String, BigDecimal> numbers, List<String> names, BigDecimal picoPerUnit) {
    private static final BigDecimal MOST_PICO = BigDecimal.valueOf(1_000_000_000_000L);
    private static final int MOST_INTEGER_DIGITS = 13;
    private static final int MOST_ZEROS = 13;
    private static final Pattern STEP = Pattern.compile("_above_(\\d{1,6})k_tokens(_[a-z]+)?$");

    PriceEntry {
        numbers = Map.copyOf(numbers);
        names = List.copyOf(names);
    }

    /** @param tier what ends the names of a tier's prices; empty for the usual ones */
    Ladder ladder(String tier) {
        List<Ladder.Step> steps = numbers.keySet().stream()
                .map(STEP::matcher)
                .filter(Matcher::find)
                .map(found -> Long.parseLong(found.group(1)))
                .distinct()
                .filter(thousands -> gives(above(thousands) + tier) || gives(above(thousands)))
                .map(thousands -> new Ladder.Step(thousands * 1_000, rates(above(thousands), tier)))
                .sorted(Comparator.comparingLong(Ladder.Step::above).reversed())
                .toList();
        return new Ladder(rates("", tier), steps);
    }

    private static String above(long thousands) {
        return "_above_" + thousands + "k_tokens";
    }

    boolean has(String name) {
        return numbers.containsKey(name);
    }

    /** The same, in which everything costs so many times as much. */
    PriceEntry times(BigDecimal times) {
        Map<String, BigDecimal> more = new HashMap<>();
        numbers.forEach((name, price) -> more.put(name, price.multiply(times)));
        return new PriceEntry(more, names, picoPerUnit);
    }

    /** A price below zero is how maps say that there is none. */
    boolean gives(String suffix) {
        return pico(names.get(0) + suffix, -1) >= 0 || pico(names.get(1) + suffix, -1) >= 0;
    }

    /** What answers with images alone may have no price of its own for other tokens. */
    private Rates rates(String above, String tier) {
        List<String> suffixes = suffixes(above, tier);
        long in = first(0, suffixes, 0);
        long out = first(1, suffixes, first(9, suffixes, 0));
        long created = first(3, suffixes, in);
        boolean ownOutput = !tier.isEmpty() && pico(names.get(1) + tier, -1) >= 0;
        List<String> thought = ownOutput ? List.of(above + tier, tier) : suffixes;
        return new Rates(
                in,
                out,
                new Rates.Special(
                        first(2, suffixes, in),
                        created,
                        first(4, thought, out),
                        first(5, suffixes, in),
                        first(6, suffixes, out),
                        new Rates.Others(
                                first(7, suffixes, created), first(8, suffixes, in), first(9, suffixes, out))));
    }

    /**
     * Where a price is looked for: what a tier does not price costs what it costs otherwise, and so does what is no dearer in a long
     * prompt. A long prompt that only the usual prices know costs at least those.
     */
    private List<String> suffixes(String above, String tier) {
        boolean own = tier.isEmpty() || above.isEmpty() || gives(above + tier);
        return own ? List.of(above + tier, tier, above, "") : List.of(above, tier, "");
    }

    private long first(int name, List<String> suffixes, long fallback) {
        for (String suffix : suffixes) {
            long price = pico(names.get(name) + suffix, -1);
            if (price >= 0) {
                return price;
            }
        }
        return fallback;
    }

    long pico(String name, long fallback) {
        BigDecimal given = numbers.get(name);
        if (given == null || given.signum() < 0) {
            return fallback;
        }
        return pico(given, picoPerUnit);
    }

    /** Prices with exponents that would take a number of megabytes to write down are cut to what can be one. */
    private static long pico(BigDecimal price, BigDecimal picoPerUnit) {
        int integerDigits = price.precision() - price.scale();
        if (integerDigits < -MOST_ZEROS || price.signum() == 0) {
            return 0;
        }
        if (integerDigits > MOST_INTEGER_DIGITS) {
            return MOST_PICO.longValueExact();
        }
        BigDecimal pico = price.multiply(picoPerUnit).setScale(0, RoundingMode.HALF_UP);
        return pico.min(MOST_PICO).longValueExact();
    }
}
