package io.callstream.cli.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.cli.problem.UserError;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * LiteLLM's database, read and never written. Rows are taken as JSON, so that columns of any version come along. Tables and columns are
 * those of {@code schema.prisma} in LiteLLM's repository. For one thread.
 */
final class LitellmDatabase implements AutoCloseable {
    private static final String UNKNOWN_TABLE = "42P01";
    private static final int FETCH = 500;

    private final ObjectMapper json = new ObjectMapper();
    private final Connection connection;

    private LitellmDatabase(Connection connection) {
        this.connection = connection;
    }

    /** @param url LiteLLM's {@code DATABASE_URL} */
    static LitellmDatabase open(String url) {
        URI address = address(url);
        Properties login = new Properties();
        if (address.getRawUserInfo() != null) {
            String[] user = address.getRawUserInfo().split(":", 2);
            login.setProperty("user", decoded(user[0]));
            login.setProperty("password", user.length > 1 ? decoded(user[1]) : "");
        }
        int port = address.getPort() < 0 ? 5432 : address.getPort();
        String jdbc = "jdbc:postgresql://" + address.getHost() + ":" + port + address.getRawPath();
        login.setProperty("readOnly", "true");
        for (String each : String.valueOf(address.getRawQuery()).split("&")) {
            String[] field = each.split("=", 2);
            if (field.length == 2 && field[0].equals("sslmode")) {
                login.setProperty("sslmode", field[1]);
            } else if (field.length == 2 && field[0].equals("schema")) {
                login.setProperty("currentSchema", decoded(field[1]));
            }
        }
        try {
            Connection connection = DriverManager.getConnection(jdbc, login);
            connection.setAutoCommit(false); // one view of all tables, and rows in portions
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new LitellmDatabase(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the database at " + address.getHost() + ":" + port + " cannot be opened", e);
        }
    }

    private static URI address(String url) {
        try {
            URI address = URI.create(url);
            String scheme = String.valueOf(address.getScheme());
            if (address.getHost() != null && (scheme.equals("postgresql") || scheme.equals("postgres"))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Its message has the address, and so the password.
        }
        throw new UserError("--from-postgres is no address (expected postgresql://USER:PASSWORD@HOST:PORT/DATABASE)");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** @throws UserError if there is no such table */
    void each(String table, Consumer<ObjectNode> row) {
        if (!read(table, row)) {
            throw new UserError("the database has no table " + table + ": it is not LiteLLM's");
        }
    }

    /** Nothing where there is no such table, as in older versions. */
    void eachIfThere(String table, Consumer<ObjectNode> row) {
        read(table, row);
    }

    private boolean read(String table, Consumer<ObjectNode> row) {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            Savepoint before = connection.setSavepoint();
            try (ResultSet rows = statement.executeQuery("SELECT row_to_json(t)::text FROM \"" + table + "\" t")) {
                while (rows.next()) {
                    row.accept((ObjectNode) json.readTree(rows.getString(1)));
                }
                return true;
            } catch (SQLException e) {
                if (!UNKNOWN_TABLE.equals(e.getSQLState())) {
                    throw e;
                }
                connection.rollback(before);
                return false;
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("table " + table + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be left", e);
        }
    }
}
