package io.callstream.sink.json;

/**
 * What a destination cannot store, taken out of texts on the way to it.
 *
 * <p>Thread contract: used by several threads at once.
 */
public interface TextCleaning {
    /** A text as it is read: names, messages, header values. */
    String text(String value);

    /** A text of the columns {@link EventColumns#INDEXED}. */
    default String key(String value) {
        return text(value);
    }

    /** A column that holds one valid JSON value; the result must still be one. */
    String json(String value);

    /** A column that holds one valid JSON value with numbers of a hundred digits, or exponents of three; the result is one, too. */
    default String numbers(String json) {
        return json;
    }

    /** Leaves everything as it is. */
    static TextCleaning none() {
        return new TextCleaning() {
            @Override
            public String text(String value) {
                return value;
            }

            @Override
            public String json(String value) {
                return value;
            }
        };
    }
}
