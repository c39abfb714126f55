package io.callstream.sink.postgres;

import io.callstream.sink.jdbc.DatabaseAddress;

/**
 * A database and a schema in it.
 *
 * @param address {@code jdbc:postgresql://...} and the role
 * @param schema where the tables are; made if it is missing
 */
public record DatabaseSchema(DatabaseAddress address, String schema) {
    private static final int TRANSACTION_POOLER = 6543;

    public DatabaseSchema {
        if (!schema.matches("[A-Za-z_][A-Za-z0-9_]{0,62}")) {
            throw new IllegalArgumentException(
                    "schema '" + schema + "' is no plain name (expected letters, digits and _, at most 63)");
        }
    }

    /**
     * Whether the URL is that of a pooler which gives a connection away after each transaction, as Supabase has it on this port:
     * it keeps no prepared statements and refuses options at the start.
     */
    boolean isTransactionPooler() {
        return address.jdbcUrl().reveal().contains(":" + TRANSACTION_POOLER + "/");
    }
}
