package io.callstream.sink.json;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Takes out what PostgreSQL cannot store: the character U+0000 in any text, and in JSON the escapes of U+0000 and of
 * halves of surrogate pairs, which providers send when a chunk ends in the middle of an emoji, and numbers beyond its own.
 */
public final class PostgresText implements TextCleaning {
    private static final int LONGEST_KEY = 500;

    @Override
    public String text(String value) {
        return value.indexOf('\0') < 0 ? value : value.replace("\0", "");
    }

    /** Entries of an index have less than 2,704 bytes, and characters up to four. */
    @Override
    public String key(String value) {
        return Texts.id(text(value), LONGEST_KEY);
    }

    @Override
    public String json(String value) {
        return JsonEscapes.wellFormed(value, true);
    }

    /** The database's numbers end long before JSON's do: those become texts. */
    @Override
    public String numbers(String json) {
        return JsonReader.tree(json).map(JsonNode::toString).orElse(json);
    }
}
