package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.config.FallbackTable;
import io.callstream.gateway.provider.CallerRouting;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a body says about its own routing, field by field. Made for the few bodies that say something. */
final class RoutingReader {
    private static final int LONGEST_TEXT = 32;
    /** What Java reads beside these, such as {@code 5d}, means something else to people. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:[.][0-9]*)?(?:[eE][+-]?[0-9]{1,3})?");

    private static final byte[] MODEL = "model".getBytes(StandardCharsets.UTF_8);
    private static final String EVERY = "*";
    private static final double MILLIS = 1_000;
    private static final double LONGEST_SECONDS = 86_400;

    private final Slice body;
    private final JsonCursor cursor;
    private @Nullable Duration timeout;
    private @Nullable Duration streamTimeout;
    private @Nullable FallbackTable fallbacks;
    private @Nullable FallbackTable contextWindow;
    private @Nullable FallbackTable contentPolicy;
    private boolean stays;

    RoutingReader(Slice body, JsonCursor cursor) {
        this.body = body;
        this.cursor = cursor;
    }

    /** Reads the value of a field that the cursor stands before. */
    void read(RequestField field) throws InvalidJsonException, InvalidRequestException {
        switch (field) {
            case TIMEOUT, REQUEST_TIMEOUT -> timeout = seconds(field.text(), timeout);
            case STREAM_TIMEOUT -> streamTimeout = seconds(field.text(), streamTimeout);
            case FALLBACKS -> fallbacks = table(field.text());
            case CONTEXT_WINDOW_FALLBACKS -> contextWindow = table(field.text());
            case CONTENT_POLICY_FALLBACKS -> contentPolicy = table(field.text());
            case DISABLE_FALLBACKS -> stays = flag(field.text());
            default -> throw new IllegalArgumentException(field + " says nothing about routing");
        }
    }

    CallerRouting routing() {
        return new CallerRouting(timeout, streamTimeout, fallbacks, contextWindow, contentPolicy, stays);
    }

    private @Nullable Duration seconds(String name, @Nullable Duration before)
            throws InvalidJsonException, InvalidRequestException {
        JsonKind kind = cursor.peek();
        String text = body.part(cursor.skip()).text();
        if (kind == JsonKind.NULL) {
            return before;
        }
        double seconds = number(kind, text);
        if (!(seconds > 0) || seconds > LONGEST_SECONDS) {
            throw InvalidRequestException.field(name, "seconds, more than 0 and at most 86400");
        }
        return Duration.ofMillis((long) Math.ceil(seconds * MILLIS));
    }

    /** A text that says a number is one, as in LiteLLM; 0 for anything else. */
    private static double number(JsonKind kind, String json) {
        boolean quoted = kind == JsonKind.STRING && json.length() <= LONGEST_TEXT;
        String text = quoted ? json.substring(1, json.length() - 1).strip() : json;
        return kind == JsonKind.NUMBER || quoted && NUMBER.matcher(text).matches() ? Double.parseDouble(text) : 0;
    }

    private boolean flag(String name) throws InvalidJsonException, InvalidRequestException {
        JsonKind kind = cursor.peek();
        if (kind == JsonKind.FLAG) {
            return cursor.flag();
        }
        cursor.skip();
        if (kind != JsonKind.NULL) {
            throw InvalidRequestException.field(name, "a boolean");
        }
        return false;
    }

    /** Names, objects that name a model, or LiteLLM's list of {@code {group: [names]}}. */
    private @Nullable FallbackTable table(String name) throws InvalidJsonException, InvalidRequestException {
        JsonKind kind = cursor.peek();
        if (kind == JsonKind.NULL) {
            cursor.skip();
            return null;
        }
        if (kind != JsonKind.ARRAY) {
            cursor.skip();
            throw expected(name);
        }
        Map<String, List<String>> groups = new LinkedHashMap<>();
        cursor.beginArray();
        for (int count = 1; cursor.nextElement(); count++) {
            FieldBounds.check(name, count);
            item(name, groups);
        }
        return FallbackTable.of(groups);
    }

    private void item(String name, Map<String, List<String>> groups)
            throws InvalidJsonException, InvalidRequestException {
        switch (cursor.peek()) {
            case STRING -> add(groups, EVERY, cursor.string());
            case OBJECT -> object(name, groups);
            default -> {
                cursor.skip();
                throw expected(name);
            }
        }
    }

    private void object(String name, Map<String, List<String>> groups)
            throws InvalidJsonException, InvalidRequestException {
        cursor.beginObject();
        boolean named = false;
        for (int count = 1; cursor.nextField(); count++) {
            JsonKind kind = cursor.peek();
            if (kind == JsonKind.STRING && cursor.keyIs(MODEL) && count == 1) {
                add(groups, EVERY, cursor.string());
                named = true;
            } else if (kind == JsonKind.ARRAY && !named) {
                others(name, groups, cursor.key());
            } else {
                cursor.skip();
                throw expected(name);
            }
        }
    }

    private void others(String name, Map<String, List<String>> groups, String group)
            throws InvalidJsonException, InvalidRequestException {
        cursor.beginArray();
        for (int count = 1; cursor.nextElement(); count++) {
            FieldBounds.check(name, count);
            if (cursor.peek() != JsonKind.STRING) {
                cursor.skip();
                throw expected(name);
            }
            add(groups, group, cursor.string());
        }
    }

    private static void add(Map<String, List<String>> groups, String group, String other) {
        groups.computeIfAbsent(group, any -> new ArrayList<>()).add(other);
    }

    private static InvalidRequestException expected(String name) {
        return InvalidRequestException.field(
                name, "a list of model groups: names, {\"model\": name}, or {group: [names]}");
    }
}
