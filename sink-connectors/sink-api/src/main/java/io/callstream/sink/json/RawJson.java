package io.callstream.sink.json;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A text that is one JSON value, to go out as it is; encoded once, for judging it and for writing it.
 *
 * @param utf8 the same
 */
record RawJson(String text, byte[] utf8) {
    /**
     * The text, cleaned and on one line, with U+FFFD for halves of characters, on which readers stumble. One that is JSON but for such as {@code NaN} is written anew; nothing when it is not one JSON
     * value.
     */
    static Optional<RawJson> of(String text, TextCleaning cleaning) {
        String whole = JsonEscapes.wellFormed(text, false);
        byte[] utf8 = whole.getBytes(StandardCharsets.UTF_8);
        return switch (JsonSyntax.of(utf8)) {
            case VALUE -> Optional.of(of(whole, utf8, cleaning.json(whole)));
            case VALUE_OF_RARE_NUMBERS -> Optional.of(of(whole, utf8, cleaning.numbers(cleaning.json(whole))));
            case OTHER -> JsonReader.tree(whole).map(tree -> of("", utf8, cleaning.json(tree.toString())));
        };
    }

    private static RawJson of(String text, byte[] utf8, String cleaned) {
        String clean = onOneLine(cleaned);
        return new RawJson(clean, clean.equals(text) ? utf8 : clean.getBytes(StandardCharsets.UTF_8));
    }

    /** A line break in valid JSON stands between tokens, never in a string. */
    private static String onOneLine(String json) {
        return json.indexOf('\n') < 0 && json.indexOf('\r') < 0
                ? json
                : json.replace('\n', ' ').replace('\r', ' ');
    }
}
