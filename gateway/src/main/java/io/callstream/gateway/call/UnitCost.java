package io.callstream.gateway.call;

import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.usage.Answered;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.Pricing;
import io.callstream.gateway.usage.Units;
import io.callstream.gateway.usage.Usage;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What calls cost that are paid by images, seconds, characters or queries, where the model's tokens have no price. */
final class UnitCost {
    private static final double MILLIS = 1_000;
    private static final double LONGEST_SECONDS = 1e7;
    private static final JsonValue.Obj NOTHING = new JsonValue.Obj(Map.of());

    private UnitCost() {}

    /**
     * Looks at both sides of a call.
     *
     * @param answer null when the answer is none that can be read
     * @return null when no price is known
     */
    static @Nullable Cost of(
            Pricing pricing, AttemptRequest ask, Answered answered, @Nullable Slice answer, @Nullable Usage usage) {
        Cost byTokens = pricing.cost(ask.model(), answered, usage);
        if (byTokens != null && byTokens.total() > 0) {
            return byTokens;
        }
        Operation operation = ask.destination().operation();
        Slice body = ask.asked().info(operation).body();
        Units used = units(operation, body == null ? NOTHING : object(body), answer == null ? NOTHING : object(answer));
        Cost cost = pricing.cost(ask.model(), used);
        return cost == null ? byTokens : cost;
    }

    private static Units units(Operation operation, JsonValue.Obj request, JsonValue.Obj answer) {
        return switch (operation) {
            case IMAGE_GENERATION, IMAGE_EDIT, IMAGE_VARIATION -> images(request, answer);
            case TRANSCRIPTION, TRANSLATION -> sound(answer);
            case SPEECH -> spoken(request.text("input"));
            case RERANK -> Units.queries(searches(answer));
            case PASS_THROUGH -> Units.queries(1);
            default -> Units.NONE;
        };
    }

    private static Units images(JsonValue.Obj request, JsonValue.Obj answer) {
        return Units.images(
                answer.list("data").size(), first(answer, request, "size"), first(answer, request, "quality"));
    }

    /** What was made may not be what was asked for. */
    private static String first(JsonValue.Obj answer, JsonValue.Obj request, String name) {
        String said = answer.text(name);
        String asked = said == null ? request.text(name) : said;
        return asked == null || asked.equals("auto") ? "" : asked;
    }

    private static Units sound(JsonValue.Obj answer) {
        JsonValue.Obj usage = answer.object("usage");
        double counted = usage == null ? 0 : seconds(usage.get("seconds"));
        return Units.sound(Math.round(MILLIS * (counted > 0 ? counted : seconds(answer.get("duration")))));
    }

    private static double seconds(@Nullable JsonValue value) {
        String text = value instanceof JsonValue.Num number
                ? number.raw()
                : value instanceof JsonValue.Text said ? said.value() : "0";
        try {
            double seconds = Double.parseDouble(text);
            return seconds > 0 && seconds < LONGEST_SECONDS ? seconds : 0;
        } catch (NumberFormatException e) {
            return 0; // what is no number says nothing
        }
    }

    private static Units spoken(@Nullable String text) {
        return Units.speech(text == null ? 0 : text.codePointCount(0, text.length()));
    }

    /** Cohere counts a query with many documents as several. */
    private static long searches(JsonValue.Obj answer) {
        JsonValue.Obj meta = answer.object("meta");
        JsonValue.Obj billed = meta == null ? null : meta.object("billed_units");
        return billed == null ? 1 : Math.max(1, billed.number("search_units", 1));
    }

    private static JsonValue.Obj object(Slice json) {
        try {
            return JsonValue.readLenient(json) instanceof JsonValue.Obj object ? object : NOTHING;
        } catch (InvalidJsonException e) {
            return NOTHING; // the caller has said already that it is no JSON
        }
    }
}
