package io.callstream.gateway.usage;

import io.callstream.gateway.json.InvalidJsonException;
import io.callstream.gateway.json.JsonCursor;
import io.callstream.gateway.json.JsonKind;
import io.callstream.gateway.json.Slice;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads price maps: an object of models, each an object in which only the numbers are of interest. */
final class PriceMapReader {
    private static final byte[] MODELS = "models".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VERSION = "version".getBytes(StandardCharsets.US_ASCII);

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
        cursor.beginObject();
        while (cursor.nextField()) {
            String model = cursor.key();
            if (cursor.peek() != JsonKind.OBJECT) {
                cursor.skip();
                continue;
            }
            Price price = format.price(numbers(), version);
            if (price != null) {
                prices.put(model, price);
            }
        }
        return prices;
    }

    private Map<String, BigDecimal> numbers() throws InvalidJsonException {
        Map<String, BigDecimal> numbers = new HashMap<>();
        cursor.beginObject();
        while (cursor.nextField()) {
            String name = cursor.key();
            boolean number = cursor.peek() == JsonKind.NUMBER;
            Slice value = json.part(cursor.skip());
            if (number) {
                numbers.put(name, new BigDecimal(value.text()));
            }
        }
        return numbers;
    }
}
