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
     * Whether the URL says that it is one of a pooler which gives a connection away after each transaction: by Supabase's port for it,
     * or by the word that Prisma's users write.
     */
    boolean isTransactionPooler() {
        String url = address.jdbcUrl().reveal();
        return url.contains(":" + TRANSACTION_POOLER + "/") || url.contains("pgbouncer=true");
    }
}
