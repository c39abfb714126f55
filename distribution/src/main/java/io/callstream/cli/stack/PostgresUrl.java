package io.callstream.cli.stack;

import io.callstream.stack.postgres.PostgresServer;
import java.net.URI;

/** The address of the embedded database as {@code psql} and most drivers take it. */
final class PostgresUrl {
    private static final int JDBC_PREFIX = "jdbc:".length();

    private PostgresUrl() {}

    /** {@code postgresql://user:password@host:port/database}; the password is made of letters and digits only. */
    static String of(PostgresServer server) {
        URI jdbc = URI.create(server.jdbcUrl().substring(JDBC_PREFIX));
        return "postgresql://" + server.user() + ":" + server.password() + "@" + jdbc.getAuthority() + jdbc.getPath();
    }
}
