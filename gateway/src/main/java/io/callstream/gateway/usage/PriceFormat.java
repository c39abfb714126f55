package io.callstream.gateway.usage;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    /** What everything costs times as much for that is answered fast, in Anthropic's words. */
    static final String FAST = "fast";

    private final BigDecimal picoPerUnit;
    private final Words words;
    private final List<String> names;

    PriceFormat(long picoPerUnit, Words words, String... names) {
        this.picoPerUnit = BigDecimal.valueOf(picoPerUnit);
        this.words = words;
        this.names = List.of(names);
    }

    /** The price that a map's entry gives; null when it prices neither tokens nor anything else. */
    @Nullable Price price(Map<String, BigDecimal> numbers, String version) {
        PriceEntry entry = new PriceEntry(numbers, names, picoPerUnit);
        UnitRates units = units(entry);
        return entry.gives("") || !units.none()
                ? new Price(entry.ladder(""), tiers(entry), units, entry.gives(""), version)
                : null;
    }

    private static Map<ServiceTier, Ladder> tiers(PriceEntry entry) {
        Map<ServiceTier, Ladder> tiers = new EnumMap<>(ServiceTier.class);
        for (ServiceTier tier : ServiceTier.values()) {
            if (!tier.suffix().isEmpty() && entry.gives(tier.suffix())) {
                tiers.put(tier, entry.ladder(tier.suffix()));
            }
        }
        BigDecimal times = entry.numbers().get(FAST);
        if (times != null && times.signum() > 0) {
            tiers.put(ServiceTier.FAST, entry.times(times).ladder(""));
        }
        return tiers;
    }

    private UnitRates units(PriceEntry entry) {
        return new UnitRates(
                unit(entry, words.images()),
                unit(entry, words.pixels()),
                unit(entry, words.seconds()),
                unit(entry, words.characters()),
                unit(entry, words.queries()));
    }

    /** Of several names of one price the first that has one counts. */
    private long unit(PriceEntry entry, List<String> those) {
        long found = UnitRates.NONE;
        for (String name : those) {
            found = found < 0 || found == 0 && entry.has(name) ? entry.pico(name, found) : found;
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
}
