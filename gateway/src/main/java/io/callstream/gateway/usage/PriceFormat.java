package io.callstream.gateway.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a price map calls its prices, and what it gives them in. */
enum PriceFormat {
    /** The shipped table: nano-US-dollars per token. */
    OURS(
            1_000L,
            Words.OURS,
            "input",
            "output",
            "cache_read",
            "cache_creation",
            "reasoning",
            "input_audio",
            "output_audio",
            "cache_creation_1h",
            "input_image",
            "output_image"),
    /** LiteLLM's price map: US dollars per token. */
    LITELLM(
            1_000_000_000_000L,
            Words.LITELLM,
            "input_cost_per_token",
            "output_cost_per_token",
            "cache_read_input_token_cost",
            "cache_creation_input_token_cost",
            "output_cost_per_reasoning_token",
            "input_cost_per_audio_token",
            "output_cost_per_audio_token",
            "cache_creation_input_token_cost_above_1hr",
            "input_cost_per_image_token",
            "output_cost_per_image_token");

    private static final BigDecimal MOST_PICO = BigDecimal.valueOf(1_000_000_000_000L);
    private static final int MOST_INTEGER_DIGITS = 13;
    private static final int MOST_ZEROS = 13;
    private static final Pattern TIER = Pattern.compile("_above_(\\d{1,6})k_tokens$");

    private final BigDecimal picoPerUnit;
    private final Words words;
    private final String[] names;

    PriceFormat(long picoPerUnit, Words words, String... names) {
        this.picoPerUnit = BigDecimal.valueOf(picoPerUnit);
        this.words = words;
        this.names = names;
    }

    /** The price that a map's entry gives; null when it prices neither tokens nor anything else. */
    @Nullable Price price(Map<String, BigDecimal> entry, String version) {
        UnitRates units = units(entry);
        return gives(entry, "") || !units.none()
                ? new Price(rates(entry, ""), tiers(entry), units, gives(entry, ""), version)
                : null;
    }

    private UnitRates units(Map<String, BigDecimal> entry) {
        return new UnitRates(
                unit(entry, words.images()),
                unit(entry, words.pixels()),
                unit(entry, words.seconds()),
                unit(entry, words.characters()),
                unit(entry, words.queries()));
    }

    /** Of several names of one price the first that has one counts. */
    private long unit(Map<String, BigDecimal> entry, List<String> those) {
        long found = UnitRates.NONE;
        for (String name : those) {
            found = found < 0 || found == 0 && entry.containsKey(name) ? pico(entry, name, found) : found;
        }
        return found;
    }

    /** How prices of what is no token are named. */
    private record Words(
            List<String> images,
            List<String> pixels,
            List<String> seconds,
            List<String> characters,
            List<String> queries) {
        static final Words OURS =
                new Words(List.of("image"), List.of(), List.of("second"), List.of("character"), List.of("query"));
        static final Words LITELLM = new Words(
                List.of("output_cost_per_image", "input_cost_per_image"),
                List.of("output_cost_per_pixel", "input_cost_per_pixel"),
                List.of("input_cost_per_second", "output_cost_per_second"),
                List.of("input_cost_per_character", "output_cost_per_character"),
                List.of("input_cost_per_query", "input_cost_per_request"));
    }

    private List<Price.Tier> tiers(Map<String, BigDecimal> entry) {
        return entry.keySet().stream()
                .map(TIER::matcher)
                .filter(Matcher::find)
                .map(found -> Long.parseLong(found.group(1)))
                .distinct()
                .filter(thousands -> gives(entry, suffix(thousands)))
                .map(thousands -> new Price.Tier(thousands * 1_000, rates(entry, suffix(thousands))))
                .sorted(Comparator.comparingLong(Price.Tier::above).reversed())
                .toList();
    }

    private static String suffix(long thousands) {
        return "_above_" + thousands + "k_tokens";
    }

    /** A price below zero is how maps say that there is none. */
    private boolean gives(Map<String, BigDecimal> entry, String suffix) {
        return pico(entry, names[0] + suffix, -1) >= 0 || pico(entry, names[1] + suffix, -1) >= 0;
    }

    /** A tier's prices are the model's where it has none of its own. What answers with images alone may have no other price. */
    private Rates rates(Map<String, BigDecimal> entry, String suffix) {
        long in = tiered(entry, 0, suffix, 0);
        long out = tiered(entry, 1, suffix, tiered(entry, 9, suffix, 0));
        long created = tiered(entry, 3, suffix, in);
        return new Rates(
                in,
                out,
                new Rates.Special(
                        tiered(entry, 2, suffix, in),
                        created,
                        tiered(entry, 4, suffix, out),
                        tiered(entry, 5, suffix, in),
                        tiered(entry, 6, suffix, out),
                        new Rates.Others(
                                tiered(entry, 7, suffix, created),
                                tiered(entry, 8, suffix, in),
                                tiered(entry, 9, suffix, out))));
    }

    private long tiered(Map<String, BigDecimal> entry, int name, String suffix, long fallback) {
        return pico(entry, names[name] + suffix, pico(entry, names[name], fallback));
    }

    private long pico(Map<String, BigDecimal> entry, String name, long fallback) {
        BigDecimal given = entry.get(name);
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
