package io.callstream.gateway.odd;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A JSON text with one thing changed, at every place of it: left out, of another kind, too large, or hardly a text. */
public final class OddJson {
    private static final int DEEP = 60;
    private static final int LONG = 3_000;

    /** A value of every kind, and those that are at the edge of one. */
    private static final List<JsonValue> VALUES = values(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "7",
            "0.5",
            "1e400",
            "-1E-400",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "123456789012345678901234567890",
            "\"\"",
            "\" \"",
            "\"text\"",
            "\"12\"",
            "\"-1e999\"",
            "\"\\ud834\"",
            "\"\\u0000\\r\\n\\\"\"",
            "\"\u2028\uD834\uDD1E\u0130\"",
            "\"data:;base64,%\"",
            "\"" + "x".repeat(LONG) + "\"",
            "[]",
            "[null]",
            "[[]]",
            "[1,\"a\",{}]",
            "[{}]",
            "{}",
            "{\"\":\"\"}",
            "{\"type\":\"none\",\"text\":7,\"index\":-3}",
            "[".repeat(DEEP) + "]".repeat(DEEP),
            "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP));

    private OddJson() {}

    /**
     * One that is odd.
     *
     * @param place of what was changed, for messages
     */
    public record Variant(String place, JsonValue json) {
        public Slice slice() {
            return Slice.of(json.toString());
        }

        @Override
        public String toString() {
            String text = json.toString();
            return place + " in " + (text.length() > 400 ? text.substring(0, 400) + "…" : text);
        }
    }

    public static JsonValue read(String json) {
        try {
            return JsonValue.read(Slice.of(json));
        } catch (InvalidJsonException e) {
            throw new AssertionError("no JSON: " + json, e);
        }
    }

    /** Every variant of a text: of each place every value, and none. */
    public static List<Variant> of(JsonValue json) {
        List<Variant> variants = new ArrayList<>();
        collect("", json, changed -> changed, variants);
        return variants;
    }

    /**
     * Of each place some values, which are the same at each run.
     *
     * @param most for a place
     */
    public static List<Variant> some(JsonValue json, int most, long seed) {
        List<Variant> all = of(json);
        Collections.shuffle(all, new Random(seed));
        Map<String, Integer> taken = new HashMap<>();
        all.removeIf(each -> taken.merge(each.place(), 1, Integer::sum) > most);
        return all;
    }

    private static void collect(String place, JsonValue here, UnaryOperator<JsonValue> whole, List<Variant> variants) {
        VALUES.forEach(odd -> variants.add(new Variant(place, whole.apply(odd))));
        if (here instanceof JsonValue.Obj object) {
            object.fields().forEach((name, value) -> {
                variants.add(new Variant(place + "." + name + " left out", whole.apply(without(object, name))));
                collect(place + "." + name, value, odd -> whole.apply(with(object, name, odd)), variants);
            });
        } else if (here instanceof JsonValue.Arr array) {
            variants.add(new Variant(place + " twice", whole.apply(twice(array))));
            for (int i = 0; i < array.elements().size(); i++) {
                int at = i;
                collect(
                        place + "[" + i + "]",
                        array.elements().get(i),
                        odd -> whole.apply(with(array, at, odd)),
                        variants);
            }
        }
    }

    private static JsonValue without(JsonValue.Obj object, String name) {
        Map<String, JsonValue> fields = new LinkedHashMap<>(object.fields());
        fields.remove(name);
        return new JsonValue.Obj(fields);
    }

    private static JsonValue with(JsonValue.Obj object, String name, JsonValue odd) {
        Map<String, JsonValue> fields = new LinkedHashMap<>(object.fields());
        fields.put(name, odd);
        return new JsonValue.Obj(fields);
    }

    private static JsonValue with(JsonValue.Arr array, int at, JsonValue odd) {
        List<JsonValue> elements = new ArrayList<>(array.elements());
        elements.set(at, odd);
        return new JsonValue.Arr(elements);
    }

    private static JsonValue twice(JsonValue.Arr array) {
        List<JsonValue> elements = new ArrayList<>(array.elements());
        elements.addAll(array.elements());
        return new JsonValue.Arr(elements);
    }

    private static List<JsonValue> values(String... json) {
        List<JsonValue> values = new ArrayList<>();
        for (String each : json) {
            values.add(read(each));
        }
        return values;
    }
}
