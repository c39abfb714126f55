package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of a deployment's price, under LiteLLM's names; {@code litellm_params} and
 * {@code model_info} may both hold it.
 */
public record CustomPrice(
        @Setting(
                key = "model_list[].litellm_params.input_cost_per_token",
                says = "Price of a prompt token in US dollars.")
        @Nullable BigDecimal input,

        @Setting(
                key = "model_list[].litellm_params.output_cost_per_token",
                says = "Price of a completion token in US dollars.")
        @Nullable BigDecimal output,

        @Setting(
                key = "model_list[].litellm_params.cache_read_input_token_cost",
                says = "Price of a prompt token read from the provider's cache; by default that of a prompt token.")
        @Nullable BigDecimal cacheRead,

        @Setting(
                key = "model_list[].litellm_params.cache_creation_input_token_cost",
                says = "Price of a prompt token written to the provider's cache; by default that of a prompt token.")
        @Nullable BigDecimal cacheCreation,

        @Setting(
                key = "model_list[].litellm_params.output_cost_per_reasoning_token",
                says = "Price of a token spent on reasoning; so do `input_cost_per_audio_token` and"
                        + " `output_cost_per_audio_token` for audio, and all prices with `_above_128k_tokens` at their end"
                        + " (or 200k, 256k, 272k) for calls with a longer prompt.")
        Map<String, BigDecimal> others,

        @Setting(
                key = "model_list[].model_info.base_model",
                says = "Model whose price the deployment has, where its own name says nothing (Azure).")
        @Nullable String baseModel) {
    private static final BigDecimal LARGEST = BigDecimal.ONE;
    private static final String INPUT = "input_cost_per_token";
    private static final String OUTPUT = "output_cost_per_token";
    private static final String CACHE_READ = "cache_read_input_token_cost";
    private static final String CACHE_CREATION = "cache_creation_input_token_cost";
    private static final List<String> NAMES = List.of(
            INPUT,
            OUTPUT,
            CACHE_READ,
            CACHE_CREATION,
            "output_cost_per_reasoning_token",
            "input_cost_per_audio_token",
            "output_cost_per_audio_token");
    private static final List<String> TIERS =
            List.of("", "_above_128k_tokens", "_above_200k_tokens", "_above_256k_tokens", "_above_272k_tokens");

    public CustomPrice {
        others = Map.copyOf(others);
    }

    static Optional<CustomPrice> read(Section params, Section info) {
        Map<String, BigDecimal> prices = new HashMap<>();
        for (String tier : TIERS) {
            for (String name : NAMES) {
                price(name + tier, params, info).ifPresent(price -> prices.put(name + tier, price));
            }
        }
        String base =
                info.text("base_model").or(() -> params.text("base_model")).orElse(null);
        if (prices.isEmpty() && base == null) {
            return Optional.empty();
        }
        return Optional.of(new CustomPrice(
                prices.remove(INPUT),
                prices.remove(OUTPUT),
                prices.remove(CACHE_READ),
                prices.remove(CACHE_CREATION),
                prices,
                base));
    }

    /** All prices in US dollars by LiteLLM's names. */
    public Map<String, BigDecimal> perToken() {
        Map<String, BigDecimal> prices = new HashMap<>(others);
        put(prices, INPUT, input);
        put(prices, OUTPUT, output);
        put(prices, CACHE_READ, cacheRead);
        put(prices, CACHE_CREATION, cacheCreation);
        return prices;
    }

    private static void put(Map<String, BigDecimal> prices, String name, @Nullable BigDecimal price) {
        if (price != null) {
            prices.put(name, price);
        }
    }

    private static Optional<BigDecimal> price(String key, Section params, Section info) {
        Optional<BigDecimal> own = price(key, params);
        Optional<BigDecimal> general = price(key, info);
        return own.isPresent() ? own : general;
    }

    private static Optional<BigDecimal> price(String key, Section section) {
        String text = section.text(key).orElse(null);
        if (text == null) {
            return Optional.empty();
        }
        try {
            BigDecimal price = new BigDecimal(text);
            if (price.signum() >= 0 && price.compareTo(LARGEST) <= 0) {
                return Optional.of(price);
            }
        } catch (NumberFormatException e) {
            section.problem(key, "is '" + text + "' (expected a number of US dollars)");
            return Optional.empty();
        }
        section.problem(key, "is '" + text + "' (expected 0 to 1 US dollar for a token)");
        return Optional.empty();
    }
}
