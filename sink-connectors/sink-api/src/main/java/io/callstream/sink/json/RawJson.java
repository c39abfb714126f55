package io.callstream.sink.json;

import com.fasterxml.jackson.core.io.SerializedString;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A text that is one JSON value, to go out as it is; encoded once, for judging it and for writing it. */
final class RawJson extends SerializedString {
    private static final long serialVersionUID = 1;

    private RawJson(String text, byte[] utf8) {
        super(text);
        _unquotedUTF8Ref = utf8;
    }

    /** The text, cleaned and on one line; nothing when it is not one JSON value. */
    static Optional<RawJson> of(String text, TextCleaning cleaning) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (!JsonSyntax.isOneValue(utf8)) {
            return Optional.empty();
        }
        String clean = onOneLine(cleaning.json(text));
        return Optional.of(new RawJson(clean, clean.equals(text) ? utf8 : clean.getBytes(StandardCharsets.UTF_8)));
    }

    /** A line break in valid JSON stands between tokens, never in a string. */
    private static String onOneLine(String json) {
        return json.indexOf('\n') < 0 && json.indexOf('\r') < 0
                ? json
                : json.replace('\n', ' ').replace('\r', ' ');
    }
}
