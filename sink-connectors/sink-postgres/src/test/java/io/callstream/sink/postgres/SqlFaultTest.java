package io.callstream.sink.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.Delivery;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFaultTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "40001", "40P01", "08006", "08001", "53300", "53100", "57P01", "57P02", "57P03", "57014", "55P03",
                "25006", "58030", "XX000"
            })
    void aServerInTroubleIsWaitedFor(String state) {
        assertThat(delivery(state)).isEqualTo(Delivery.retry("sqlstate_" + state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"28P01", "28000", "3D000", "3F000", "42501", "42P01", "42703", "57P04", "22P03"})
    void whatOnlyAnAdministratorMendsHolds(String state) {
        assertThat(delivery(state)).isEqualTo(Delivery.hold("sqlstate_" + state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22003", "22P02", "22P05", "23502", "23514", "21000", "54000"})
    void aValueThatCannotBeStoredIsRejected(String state) {
        assertThat(delivery(state)).isEqualTo(Delivery.rejected("sqlstate_" + state));
    }

    @Test
    void theReasonStandsInTheCauseThatThePoolWraps() {
        SQLException pool = new SQLTransientConnectionException("timed out", new SQLException("no", "28P01"));
        assertThat(SqlFault.of(pool).delivery()).isEqualTo(Delivery.hold("sqlstate_28P01"));
    }

    @Test
    void aFailureWithoutAStateIsWaitedFor() {
        assertThat(SqlFault.of(new SQLException("secret value")).delivery())
                .isEqualTo(Delivery.retry("sql_no_connection"));
    }

    private static Delivery delivery(String state) {
        return SqlFault.of(new SQLException("quotes the row", state)).delivery();
    }
}
