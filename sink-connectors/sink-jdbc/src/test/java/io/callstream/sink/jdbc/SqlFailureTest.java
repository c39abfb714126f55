package io.callstream.sink.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

class SqlFailureTest {
    @Test
    void theReasonStandsInTheCauseThatThePoolWraps() {
        SQLException pool = new SQLTransientConnectionException("timed out", new SQLException("no", "28000", 1045));
        assertThat(SqlFailure.of(new IllegalStateException(pool))).isEqualTo(new SqlFailure("28000", 1045));
        assertThat(SqlFailure.of(pool).reason()).isEqualTo("sqlstate_28000_1045");
        assertThat(SqlFailure.of(pool).stateClass()).isEqualTo("28");
    }

    @Test
    void aFailureWithoutAStateSaysSo() {
        assertThat(SqlFailure.of(new SQLException("secret value")).reason()).isEqualTo("sql_no_connection");
        assertThat(SqlFailure.of(null).stateClass()).isEmpty();
    }
}
