package io.callstream.gateway.usage;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the word for how a call is or was served, in a request, an answer, or its usage: OpenAI's and Anthropic's {@code service_tier},
 * Anthropic's {@code speed}, Bedrock's and Gemini's {@code serviceTier}, Vertex AI's {@code trafficType}. In OpenAI's words.
 */
public final class TierWords {
    /** The name that a request and an answer of OpenAI's have it under. */
    public static final String OPENAIS = "service_tier";

    private static final String SPEED = "speed";
    private static final String FAST = "fast";
    private static final String[] NAMES = {SPEED, OPENAIS, "serviceTier", "trafficType"};
    private static final String TYPE = "type";
    /** That somebody else is to decide says nothing. */
    private static final String AUTO = "auto";

    private TierWords() {}

    /** Whether a field of this name may have the word. */
    public static boolean mayStandIn(String field) {
        for (String name : NAMES) {
            if (name.equals(field)) {
                return true;
            }
        }
        return false;
    }

    /** Null when the object does not say. */
    public static @Nullable String in(JsonValue.@Nullable Obj object) {
        if (object == null) {
            return null;
        }
        Map<String, String> said = new TreeMap<>();
        for (String name : NAMES) {
            String word = word(object, name);
            if (word != null) {
                said.put(name, word);
            }
        }
        return word(said);
    }

    private static @Nullable String word(JsonValue.Obj object, String name) {
        JsonValue.Obj typed = object.object(name);
        return typed == null ? object.text(name) : typed.text(TYPE);
    }

    /** As {@link #in(JsonValue.Obj)}, without making a tree of it; null also when it is no JSON object. */
    public static @Nullable String in(@Nullable Slice object) {
        if (object == null) {
            return null;
        }
        try {
            return word(read(object));
        } catch (InvalidJsonException e) {
            return null; // whoever needs it as JSON says that it is none
        }
    }

    /** As {@link #in(Slice)}; null when there is no text. */
    public static @Nullable String inText(@Nullable String json) {
        return json == null ? null : in(Slice.of(json));
    }

    /** The word of a field that has it; null when it says nothing. */
    public static @Nullable String said(String word) {
        return word.isEmpty() || word.equals(AUTO) ? null : ServiceTier.inOpenAis(word);
    }

    private static Map<String, String> read(Slice object) throws InvalidJsonException {
        Map<String, String> said = new TreeMap<>();
        JsonCursor cursor = JsonCursor.lenient(object);
        cursor.beginObject();
        while (cursor.nextField()) {
            String name = named(cursor);
            JsonKind kind = cursor.peek();
            if (name != null && kind == JsonKind.STRING) {
                said.put(name, cursor.string());
            } else if (name != null && kind == JsonKind.OBJECT) {
                type(cursor, name, said);
            } else {
                cursor.skip();
            }
        }
        return said;
    }

    private static void type(JsonCursor cursor, String name, Map<String, String> said) throws InvalidJsonException {
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.peek() == JsonKind.STRING && cursor.key().equals(TYPE)) {
                said.put(name, cursor.string());
            } else {
                cursor.skip();
            }
        }
    }

    private static @Nullable String named(JsonCursor cursor) {
        int length = cursor.rawKey().length();
        for (String name : NAMES) {
            if (name.length() == length && cursor.key().equals(name)) {
                return name;
            }
        }
        return null;
    }

    private static @Nullable String word(Map<String, String> said) {
        for (String name : NAMES) {
            String word = said.get(name);
            boolean slow = name.equals(SPEED) && !FAST.equals(word);
            String found = word == null || slow ? null : said(word);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
