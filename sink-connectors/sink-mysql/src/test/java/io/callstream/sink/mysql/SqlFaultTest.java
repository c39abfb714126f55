package io.callstream.sink.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.Delivery;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFaultTest {
    @ParameterizedTest
    @CsvSource({
        "08000, 0",
        "42000, -1",
        "40001, 1213",
        "HY000, 1205",
        "HY000, 1290",
        "42000, 1226",
        "42000, 1203",
        "08004, 1040"
    })
    void aServerInTroubleIsWaitedFor(String state, int code) {
        assertThat(delivery(state, code)).isInstanceOf(Delivery.RetryAfter.class);
    }

    @ParameterizedTest
    @CsvSource({"28000, 1045", "42000, 1044", "42000, 1049", "42000, 1142", "42S02, 1146", "42S22, 1054", "HY000, 1130"
    })
    void whatOnlyAnAdministratorMendsHolds(String state, int code) {
        assertThat(delivery(state, code)).isEqualTo(Delivery.hold("sqlstate_" + state + "_" + code));
    }

    @ParameterizedTest
    @CsvSource({"22001, 1406", "22003, 1264", "22007, 1292", "23000, 4025", "HY000, 1366", "08S01, 1153", "HZ000, 0"})
    void aValueThatCannotBeStoredIsRejected(String state, int code) {
        assertThat(delivery(state, code)).isInstanceOf(Delivery.Rejected.class);
    }

    private static Delivery delivery(String state, int code) {
        return SqlFault.of(new SQLException("quotes the row", state, code)).delivery();
    }
}
