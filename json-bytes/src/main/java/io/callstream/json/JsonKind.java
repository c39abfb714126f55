package io.callstream.json;

/** What a JSON value is, told by its first byte. */
public enum JsonKind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    FLAG,
    NULL,
    /** No value begins here. */
    NOTHING;

    static JsonKind startingWith(byte b) {
        return switch (b) {
            case '{' -> OBJECT;
            case '[' -> ARRAY;
            case '"' -> STRING;
            case 't', 'f' -> FLAG;
            case 'n' -> NULL;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> NUMBER;
            default -> NOTHING;
        };
    }
}
