package io.callstream.sink.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Tells whether a text is one JSON value, by reading over it once. */
final class JsonText {
    /** Names inside bodies come from callers: they must not pile up in the process's memory. */
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
            .rootValueSeparator("")
            .build();

    private JsonText() {}

    static boolean isOneValue(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false; // The text is in memory, so only its syntax can be at fault.
        }
    }

    /** The same value on one line. A line break in valid JSON stands between tokens, never in a string. */
    static String onOneLine(String json) {
        return json.indexOf('\n') < 0 && json.indexOf('\r') < 0
                ? json
                : json.replace('\n', ' ').replace('\r', ' ');
    }
}
