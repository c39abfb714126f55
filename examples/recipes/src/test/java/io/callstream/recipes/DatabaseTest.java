package io.callstream.recipes;

import io.callstream.events.SuccessEvent;
import io.callstream.recipes.database.DatabaseConfig;
import io.callstream.recipes.database.DatabaseSinkFactory;
import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.testkit.Fault;
import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;
import io.callstream.sink.testkit.TcpProxy;
import io.callstream.stack.postgres.PostgresOptions;
import io.callstream.stack.postgres.PostgresServer;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest extends SinkContractTest<DatabaseConfig> {
    private static PostgresServer server;

    @BeforeAll
    static void startServer(@TempDir Path folder) {
        server = PostgresServer.start(PostgresOptions.in(folder.resolve("postgres")));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    protected SinkHarness<DatabaseConfig> newHarness() throws SQLException {
        return new Harness();
    }

    /** A real server behind a network that can break. */
    private static final class Harness implements SinkHarness<DatabaseConfig> {
        private final TcpProxy network = TcpProxy.before(server.port());
        /** Stays open when the password changes. */
        private final Connection admin;

        private Harness() throws SQLException {
            admin = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
            execute("DROP TABLE IF EXISTS recipe_calls");
            heal();
        }

        @Override
        public SinkFactory<DatabaseConfig> factory() {
            return new DatabaseSinkFactory();
        }

        @Override
        public Map<String, Object> settings() {
            String url = server.jdbcUrl().replace(":" + server.port(), ":" + network.port());
            return Map.of("url", url, "user", server.user(), "password", server.password(), "timeout", "1s");
        }

        @Override
        public boolean inflict(Fault fault) {
            switch (fault) {
                case OUTAGE -> network.set(TcpProxy.Mode.REFUSE);
                case SLOW -> network.set(TcpProxy.Mode.STALL);
                case CUT_OFF -> network.set(TcpProxy.Mode.CUT);
                case KEY_REVOKED -> execute("ALTER ROLE " + server.user() + " PASSWORD 'another'");
                default -> {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Map<Fault, String> unshown() {
            return Map.of(
                    Fault.BUSY, "the protocol has no way to name a time to come back",
                    Fault.HUGE_REPLY, "the answer to an insert is a number",
                    Fault.PARTLY, "a batch is one transaction");
        }

        @Override
        public void heal() {
            network.set(TcpProxy.Mode.PASS);
            execute("ALTER ROLE " + server.user() + " PASSWORD '" + server.password() + "'");
        }

        @Override
        public boolean takes(CallEvent event) {
            return event.kind().terminal();
        }

        @Override
        public Set<String> arrived() {
            return new TreeSet<>(query("SELECT event_id FROM recipe_calls"));
        }

        @Override
        public Object state() {
            return query("SELECT to_jsonb(c)::text FROM recipe_calls c ORDER BY event_id");
        }

        /** PostgreSQL stores no such character. */
        @Override
        public Optional<CallEvent> poison() {
            SuccessEvent call = SampleCall.number(999).success();
            call.setEndUser("nobody\0");
            return Optional.of(new CallEvent.Success(call));
        }

        @Override
        public String whyItNeverStumbles() {
            return "the first batch makes the table, so that no trigger can stand before it";
        }

        @Override
        public Optional<String> secret() {
            return Optional.of(server.password());
        }

        private void execute(String sql) {
            try (Statement statement = admin.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }

        /** The first column of every row; none as long as the sink has made no table. */
        private List<String> query(String sql) {
            try (Statement statement = admin.createStatement()) {
                return rows(statement, "SELECT to_regclass('recipe_calls')").contains("recipe_calls")
                        ? rows(statement, sql)
                        : List.of();
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }

        private static List<String> rows(Statement statement, String sql) throws SQLException {
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    found.add(String.valueOf(rows.getString(1)));
                }
            }
            return found;
        }

        @Override
        public void close() {
            heal();
            network.close();
            try {
                admin.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
