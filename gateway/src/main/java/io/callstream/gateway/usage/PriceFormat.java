package io.callstream.gateway.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a price map calls its prices, and what it gives them in. */
enum PriceFormat {
    /** The shipped table: nano-US-dollars per token. */
    OURS(1_000L, "input", "output", "cache_read", "cache_creation", "reasoning", "input_audio", "output_audio"),
    /** LiteLLM's price map: US dollars per token. */
    LITELLM(
            1_000_000_000_000L,
            "input_cost_per_token",
            "output_cost_per_token",
            "cache_read_input_token_cost",
            "cache_creation_input_token_cost",
            "output_cost_per_reasoning_token",
            "input_cost_per_audio_token",
            "output_cost_per_audio_token");

    private static final BigDecimal MOST_PICO = BigDecimal.valueOf(1_000_000_000_000L);
    private static final long[] TIERS = {200_000, 128_000};

    private final BigDecimal picoPerUnit;
    private final String[] names;

    PriceFormat(long picoPerUnit, String... names) {
        this.picoPerUnit = BigDecimal.valueOf(picoPerUnit);
        this.names = names;
    }

    /** The price that a map's entry gives; null when it prices no tokens. */
    @Nullable Price price(Map<String, BigDecimal> entry, String version) {
        Rates rates = rates(entry, "", null);
        return rates == null ? null : new Price(rates, tier(entry, rates), version);
    }

    private Price.@Nullable Tier tier(Map<String, BigDecimal> entry, Rates base) {
        for (long above : TIERS) {
            Rates rates = rates(entry, "_above_" + above / 1_000 + "k_tokens", base);
            if (rates != null) {
                return new Price.Tier(above, rates);
            }
        }
        return null;
    }

    private @Nullable Rates rates(Map<String, BigDecimal> entry, String suffix, @Nullable Rates base) {
        long input = pico(entry, names[0] + suffix, base == null ? -1 : base.input());
        long output = pico(entry, names[1] + suffix, base == null ? -1 : base.output());
        boolean given = entry.containsKey(names[0] + suffix) || entry.containsKey(names[1] + suffix);
        if (!given) {
            return null;
        }
        long in = Math.max(0, input);
        long out = Math.max(0, output);
        return new Rates(
                in,
                out,
                new Rates.Special(
                        pico(entry, names[2] + suffix, in),
                        pico(entry, names[3] + suffix, in),
                        pico(entry, names[4] + suffix, out),
                        pico(entry, names[5] + suffix, in),
                        pico(entry, names[6] + suffix, out)));
    }

    private long pico(Map<String, BigDecimal> entry, String name, long fallback) {
        BigDecimal given = entry.get(name);
        if (given == null || given.signum() < 0) {
            return fallback;
        }
        return pico(given, picoPerUnit);
    }

    /** What a price in US dollars is in 10^-12 of them. */
    static long picoOfDollars(BigDecimal dollars) {
        return pico(dollars, LITELLM.picoPerUnit);
    }

    private static long pico(BigDecimal price, BigDecimal picoPerUnit) {
        BigDecimal pico = price.multiply(picoPerUnit).setScale(0, RoundingMode.HALF_UP);
        return pico.min(MOST_PICO).longValueExact();
    }
}
