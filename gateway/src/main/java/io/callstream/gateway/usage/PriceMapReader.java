package io.callstream.gateway.usage;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads price maps: an object of models, each an object in which the numbers are of interest, and in LiteLLM's the
 * provider. Its map names some models alone that others than OpenAI serve, and is asked for them by provider as well.
 */
final class PriceMapReader {
    private static final byte[] MODELS = "models".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VERSION = "version".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROVIDER = "litellm_provider".getBytes(StandardCharsets.US_ASCII);
    /** What LiteLLM has beside the prices: of it, how many times as much an answer costs that is fast. */
    private static final byte[] SPECIFIC = "provider_specific_entry".getBytes(StandardCharsets.US_ASCII);

    private final Slice json;
    private final JsonCursor cursor;

    private PriceMapReader(Slice json) {
        this.json = json;
        this.cursor = new JsonCursor(json);
    }

    /** Reads LiteLLM's {@code model_prices_and_context_window.json}. */
    static Map<String, Price> litellm(Slice json, String version) throws InvalidJsonException {
        PriceMapReader reader = new PriceMapReader(json);
        Map<String, Price> prices = reader.models(PriceFormat.LITELLM, version);
        reader.cursor.end();
        return prices;
    }

    /** Reads the shipped table, which says its version before its models. */
    static Map<String, Price> ours(Slice json) throws InvalidJsonException {
        PriceMapReader reader = new PriceMapReader(json);
        String version = "";
        Map<String, Price> prices = Map.of();
        reader.cursor.beginObject();
        while (reader.cursor.nextField()) {
            if (reader.cursor.keyIs(VERSION)) {
                version = reader.cursor.string();
            } else if (reader.cursor.keyIs(MODELS)) {
                prices = reader.models(PriceFormat.OURS, version);
            } else {
                reader.cursor.skip();
            }
        }
        return prices;
    }

    private Map<String, Price> models(PriceFormat format, String version) throws InvalidJsonException {
        Map<String, Price> prices = new HashMap<>();
        Map<String, Price> byProvider = new HashMap<>();
        cursor.beginObject();
        while (cursor.nextField()) {
            String model = cursor.key();
            if (cursor.peek() != JsonKind.OBJECT) {
                cursor.skip();
                continue;
            }
            Entry entry = entry();
            Price price = format.price(entry.numbers(), version);
            if (price != null) {
                prices.put(model, price);
                byProvider.put(PriceNames.provider(entry.provider()) + "/" + model, price);
            }
        }
        byProvider.forEach(prices::putIfAbsent);
        return prices;
    }

    private record Entry(Map<String, BigDecimal> numbers, String provider) {}

    private Entry entry() throws InvalidJsonException {
        Map<String, BigDecimal> numbers = new HashMap<>();
        String provider = "";
        cursor.beginObject();
        while (cursor.nextField()) {
            JsonKind kind = cursor.peek();
            if (kind == JsonKind.STRING && cursor.keyIs(PROVIDER)) {
                provider = cursor.string();
            } else if (kind == JsonKind.NUMBER) {
                number(numbers);
            } else if (kind == JsonKind.OBJECT && cursor.keyIs(SPECIFIC)) {
                specific(numbers);
            } else {
                cursor.skip();
            }
        }
        return new Entry(numbers, provider);
    }

    private void specific(Map<String, BigDecimal> numbers) throws InvalidJsonException {
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.peek() == JsonKind.NUMBER && cursor.key().equals(PriceFormat.FAST)) {
                number(numbers);
            } else {
                cursor.skip();
            }
        }
    }

    private void number(Map<String, BigDecimal> numbers) throws InvalidJsonException {
        String name = cursor.key();
        number(json.part(cursor.skip()).text()).ifPresent(value -> numbers.put(name, value));
    }

    /** Empty for a number whose exponent Java has no room for. */
    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
