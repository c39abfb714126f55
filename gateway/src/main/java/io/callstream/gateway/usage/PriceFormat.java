package io.callstream.gateway.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    private static final Pattern STEP = Pattern.compile("_above_(\\d{1,6})k_tokens(_[a-z]+)?$");
    /** What everything costs times as much for that is answered fast, in Anthropic's words. */
    static final String FAST = "fast";

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
                ? new Price(ladder(entry, ""), tiers(entry), units, gives(entry, ""), version)
                : null;
    }

    private Map<ServiceTier, Ladder> tiers(Map<String, BigDecimal> entry) {
        Map<ServiceTier, Ladder> tiers = new EnumMap<>(ServiceTier.class);
        for (ServiceTier tier : ServiceTier.values()) {
            if (!tier.suffix().isEmpty() && gives(entry, tier.suffix())) {
                tiers.put(tier, ladder(entry, tier.suffix()));
            }
        }
        BigDecimal times = entry.get(FAST);
        if (times != null && times.signum() > 0) {
            tiers.put(ServiceTier.FAST, ladder(multiplied(entry, times), ""));
        }
        return tiers;
    }

    private static Map<String, BigDecimal> multiplied(Map<String, BigDecimal> entry, BigDecimal times) {
        return entry.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, price -> price.getValue().multiply(times)));
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

    /** @param tier what ends the names of a tier's prices; empty for the usual ones */
    private Ladder ladder(Map<String, BigDecimal> entry, String tier) {
        List<Ladder.Step> steps = entry.keySet().stream()
                .map(STEP::matcher)
                .filter(Matcher::find)
                .map(found -> Long.parseLong(found.group(1)))
                .distinct()
                .filter(thousands -> gives(entry, above(thousands) + tier) || gives(entry, above(thousands)))
                .map(thousands -> new Ladder.Step(thousands * 1_000, rates(entry, above(thousands), tier)))
                .sorted(Comparator.comparingLong(Ladder.Step::above).reversed())
                .toList();
        return new Ladder(rates(entry, "", tier), steps);
    }

    private static String above(long thousands) {
        return "_above_" + thousands + "k_tokens";
    }

    /** A price below zero is how maps say that there is none. */
    private boolean gives(Map<String, BigDecimal> entry, String suffix) {
        return pico(entry, names[0] + suffix, -1) >= 0 || pico(entry, names[1] + suffix, -1) >= 0;
    }

    /** What answers with images alone may have no price of its own for other tokens. */
    private Rates rates(Map<String, BigDecimal> entry, String above, String tier) {
        List<String> suffixes = suffixes(entry, above, tier);
        long in = first(entry, 0, suffixes, 0);
        long out = first(entry, 1, suffixes, first(entry, 9, suffixes, 0));
        long created = first(entry, 3, suffixes, in);
        boolean ownOutput = !tier.isEmpty() && pico(entry, names[1] + tier, -1) >= 0;
        List<String> thought = ownOutput ? List.of(above + tier, tier) : suffixes;
        return new Rates(
                in,
                out,
                new Rates.Special(
                        first(entry, 2, suffixes, in),
                        created,
                        first(entry, 4, thought, out),
                        first(entry, 5, suffixes, in),
                        first(entry, 6, suffixes, out),
                        new Rates.Others(
                                first(entry, 7, suffixes, created),
                                first(entry, 8, suffixes, in),
                                first(entry, 9, suffixes, out))));
    }

    /**
     * Where a price is looked for: what a tier does not price costs what it costs otherwise, and so does what is no dearer in a long
     * prompt. A long prompt that only the usual prices know costs at least those.
     */
    private List<String> suffixes(Map<String, BigDecimal> entry, String above, String tier) {
        boolean own = tier.isEmpty() || above.isEmpty() || gives(entry, above + tier);
        return own ? List.of(above + tier, tier, above, "") : List.of(above, tier, "");
    }

    private long first(Map<String, BigDecimal> entry, int name, List<String> suffixes, long fallback) {
        for (String suffix : suffixes) {
            long price = pico(entry, names[name] + suffix, -1);
            if (price >= 0) {
                return price;
            }
        }
        return fallback;
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
