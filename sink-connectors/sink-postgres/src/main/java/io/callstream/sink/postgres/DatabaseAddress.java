package io.callstream.sink.postgres;

import io.callstream.settings.Secret;
import java.util.Optional;

/**
 * A database and a schema in it.
 *
 * @param jdbcUrl {@code jdbc:postgresql://...}; it may carry a password, so it never prints itself
 * @param user the role, unless the URL says so or the server needs none
 * @param password the role's password, likewise
 * @param schema where the tables are; made if it is missing
 */
public record DatabaseAddress(Secret jdbcUrl, Optional<String> user, Optional<Secret> password, String schema) {
    private static final int TRANSACTION_POOLER = 6543;

    public DatabaseAddress {
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
        return jdbcUrl.reveal().contains(":" + TRANSACTION_POOLER + "/");
    }
}
