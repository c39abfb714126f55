package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.KeyDraft;
import io.callstream.settings.Section;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of a deployment's price, under LiteLLM's names; {@code litellm_params} and
 * {@code model_info} may both hold it.
 */
public record CustomPrice(
        @Nullable BigDecimal input,
        @Nullable BigDecimal output,
        @Nullable BigDecimal cacheRead,
        @Nullable BigDecimal cacheCreation,
        Map<String, BigDecimal> others,
        @Nullable String baseModel) {
    /** In US dollars: what costs more by the token or second is a price of a million that was not divided. */
    private static final String LARGEST = "1";

    static final Key<Optional<BigDecimal>> INPUT =
            price("input_cost_per_token").says("Price of a prompt token in US dollars.");
    static final Key<Optional<BigDecimal>> OUTPUT =
            price("output_cost_per_token").says("Price of a completion token in US dollars.");
    static final Key<Optional<BigDecimal>> CACHE_READ = price("cache_read_input_token_cost")
            .says("Price of a prompt token read from the provider's cache; by default that of a prompt token.");
    static final Key<Optional<BigDecimal>> CACHE_CREATION = price("cache_creation_input_token_cost")
            .says("Price of a prompt token written to the provider's cache; by default that of a prompt token.");
    static final Key<Optional<BigDecimal>> REASONING = price("output_cost_per_reasoning_token")
            .says("Price of a token spent on reasoning; so do `input_cost_per_audio_token` and"
                    + " `output_cost_per_audio_token` for audio, `input_cost_per_image_token` and"
                    + " `output_cost_per_image_token` for images, `cache_creation_input_token_cost_above_1hr` for what"
                    + " is kept an hour, and all prices with `_above_128k_tokens` at their end (or 32k, 100k, 200k,"
                    + " 256k, 272k, 512k) for calls with a longer prompt, and all of these with `_flex`, `_priority` or"
                    + " `_batches` at their end for calls that are served so.");

    static final Key<Optional<BigDecimal>> IMAGE = price("output_cost_per_image")
            .says("Price of an image that is made; so do `input_cost_per_second`, `input_cost_per_character`,"
                    + " `input_cost_per_query` and `output_cost_per_pixel` for sound, speech, rankings and sizes.");

    /** LiteLLM's {@code model_info} of an entry. */
    static final class OfInfo {
        static final Key<Optional<String>> BASE_MODEL = Key.text("base_model")
                .optional()
                .says("Model whose price the deployment has, where its own name says nothing (Azure).");

        private OfInfo() {}
    }

    private static final List<String> NAMES = List.of(
            INPUT.name(),
            OUTPUT.name(),
            CACHE_READ.name(),
            CACHE_CREATION.name(),
            REASONING.name(),
            "input_cost_per_audio_token",
            "output_cost_per_audio_token",
            "cache_creation_input_token_cost_above_1hr",
            "input_cost_per_image_token",
            "output_cost_per_image_token");
    private static final List<String> UNITS = List.of(
            IMAGE.name(),
            "input_cost_per_image",
            "output_cost_per_pixel",
            "input_cost_per_pixel",
            "input_cost_per_second",
            "output_cost_per_second",
            "input_cost_per_character",
            "output_cost_per_character",
            "input_cost_per_query",
            "input_cost_per_request");
    private static final List<String> TIERS = Stream.concat(
                    Stream.of(""),
                    Stream.of(32, 100, 128, 200, 256, 272, 512).map(thousands -> "_above_" + thousands + "k_tokens"))
            .toList();
    private static final List<String> SERVED = List.of("", "_flex", "_priority", "_batches");
    private static final List<Key<Optional<BigDecimal>>> ALL = Stream.concat(
                    TIERS.stream()
                            .flatMap(tier -> SERVED.stream().map(served -> tier + served))
                            .flatMap(end -> NAMES.stream().map(name -> name + end)),
                    UNITS.stream())
            .<Key<Optional<BigDecimal>>>map(name -> price(name).says("A price."))
            .toList();

    public CustomPrice {
        others = Map.copyOf(others);
    }

    static Optional<CustomPrice> read(Section params, Section info) {
        Map<String, BigDecimal> prices = new HashMap<>();
        for (Key<Optional<BigDecimal>> price : ALL) {
            Optional<BigDecimal> own = params.get(price);
            Optional<BigDecimal> general = info.get(price);
            own.or(() -> general).ifPresent(found -> prices.put(price.name(), found));
        }
        String base = info.get(OfInfo.BASE_MODEL)
                .or(() -> params.get(OfInfo.BASE_MODEL))
                .orElse(null);
        if (prices.isEmpty() && base == null) {
            return Optional.empty();
        }
        return Optional.of(new CustomPrice(
                prices.remove(INPUT.name()),
                prices.remove(OUTPUT.name()),
                prices.remove(CACHE_READ.name()),
                prices.remove(CACHE_CREATION.name()),
                prices,
                base));
    }

    /** All prices in US dollars by LiteLLM's names. */
    public Map<String, BigDecimal> perToken() {
        Map<String, BigDecimal> prices = new HashMap<>(others);
        put(prices, INPUT.name(), input);
        put(prices, OUTPUT.name(), output);
        put(prices, CACHE_READ.name(), cacheRead);
        put(prices, CACHE_CREATION.name(), cacheCreation);
        return prices;
    }

    private static void put(Map<String, BigDecimal> prices, String name, @Nullable BigDecimal price) {
        if (price != null) {
            prices.put(name, price);
        }
    }

    private static KeyDraft.Last<Optional<BigDecimal>> price(String name) {
        return Key.exact(name).min("0").max(LARGEST).optional();
    }
}
