package io.callstream.sql.flink.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Makes JSON of text that may be none: such as a page of HTML from a proxy, which then is a JSON text. */
final class JsonCheck {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonCheck() {}

    static byte[] json(byte[] text) {
        return valid(text) ? text : quoted(text);
    }

    private static boolean valid(byte[] text) {
        try (JsonParser parser = JSON.createParser(text)) {
            boolean any = parser.nextToken() != null;
            parser.skipChildren();
            return any && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] quoted(byte[] text) {
        String plain = new String(text, StandardCharsets.UTF_8);
        return ('"' + new String(JsonStringEncoder.getInstance().quoteAsString(plain)) + '"')
                .getBytes(StandardCharsets.UTF_8);
    }
}
