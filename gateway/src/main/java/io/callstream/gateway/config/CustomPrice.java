package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A deployment's own price, in US dollars per token, under LiteLLM's names; {@code litellm_params} and
 * {@code model_info} may both hold it.
 */
public record CustomPrice(
        @Setting(
                key = "model_list[].litellm_params.input_cost_per_token",
                says = "Price of a prompt token in US dollars.")
        BigDecimal input,

        @Setting(
                key = "model_list[].litellm_params.output_cost_per_token",
                says = "Price of a completion token in US dollars.")
        BigDecimal output,

        @Setting(
                key = "model_list[].litellm_params.cache_read_input_token_cost",
                says = "Price of a prompt token read from the provider's cache; by default that of a prompt token.")
        @Nullable BigDecimal cacheRead,

        @Setting(
                key = "model_list[].litellm_params.cache_creation_input_token_cost",
                says = "Price of a prompt token written to the provider's cache; by default that of a prompt token.")
        @Nullable BigDecimal cacheCreation) {
    private static final BigDecimal LARGEST = BigDecimal.ONE;

    static Optional<CustomPrice> read(Section params, Section info) {
        BigDecimal input = price("input_cost_per_token", params, info);
        BigDecimal output = price("output_cost_per_token", params, info);
        BigDecimal cacheRead = price("cache_read_input_token_cost", params, info);
        BigDecimal cacheCreation = price("cache_creation_input_token_cost", params, info);
        if (input == null && output == null) {
            return Optional.empty();
        }
        return Optional.of(new CustomPrice(orFree(input), orFree(output), cacheRead, cacheCreation));
    }

    private static BigDecimal orFree(@Nullable BigDecimal price) {
        return price == null ? BigDecimal.ZERO : price;
    }

    private static @Nullable BigDecimal price(String key, Section params, Section info) {
        BigDecimal own = price(key, params);
        BigDecimal general = price(key, info);
        return own != null ? own : general;
    }

    private static @Nullable BigDecimal price(String key, Section section) {
        String text = section.text(key).orElse(null);
        if (text == null) {
            return null;
        }
        try {
            BigDecimal price = new BigDecimal(text);
            if (price.signum() >= 0 && price.compareTo(LARGEST) <= 0) {
                return price;
            }
        } catch (NumberFormatException e) {
            section.problem(key, "is '" + text + "' (expected a number of US dollars)");
            return null;
        }
        section.problem(key, "is '" + text + "' (expected 0 to 1 US dollar for a token)");
        return null;
    }
}
