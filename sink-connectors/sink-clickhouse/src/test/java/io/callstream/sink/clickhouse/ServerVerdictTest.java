package io.callstream.sink.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.Delivery;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerVerdictTest {
    /** Those that ClickHouse's own Java client sends again, apart from 164 (a user who may only read). */
    @ParameterizedTest
    @ValueSource(ints = {3, 107, 159, 202, 203, 209, 210, 241, 242, 252, 285, 319, 425, 999})
    void aServerInTroubleIsWaitedFor(int code) {
        assertThat(ServerVerdict.byCode(code)).isEqualTo(Delivery.retry("clickhouse_" + code));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 60, 62, 81, 115, 164, 192, 193, 194, 497, 516})
    void whatOnlyAnAdministratorMendsHolds(int code) {
        assertThat(ServerVerdict.byCode(code)).isEqualTo(Delivery.hold("clickhouse_" + code));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 27, 41, 53, 69, 72, 117, 349})
    void aValueThatCannotBeStoredIsRejected(int code) {
        assertThat(ServerVerdict.byCode(code)).isEqualTo(Delivery.rejected("clickhouse_" + code));
    }
}
