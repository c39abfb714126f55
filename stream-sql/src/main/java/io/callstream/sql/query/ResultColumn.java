package io.callstream.sql.query;

/**
 * A column of a result.
 *
 * @param name as the statement names it
 * @param type the engine's name of its type
 */
public record ResultColumn(String name, String type) {
    /** Whether its values are numbers, which tables show to the right. */
    public boolean numeric() {
        return isNumeric(type);
    }

    /** Whether values of a type are numbers. */
    public static boolean isNumeric(String type) {
        return switch (type) {
            case "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT",
                    "FLOAT",
                    "DOUBLE" -> true;
            default -> type.startsWith("DECIMAL");
        };
    }

    /** Whether its values are texts that are JSON. */
    public boolean json() {
        return type.equals("JSON");
    }
}
