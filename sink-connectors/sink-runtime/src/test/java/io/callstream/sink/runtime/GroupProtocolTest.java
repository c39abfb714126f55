package io.callstream.sink.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupProtocolTest {
    private static final String SESSION_TIMEOUT = "session.timeout.ms";

    @Test
    void aKilledCopyIsGivenUpAfterFifteenSeconds() {
        assertThat(GroupProtocol.CLASSIC.applyTo(Map.of())).containsEntry(SESSION_TIMEOUT, 15_000);
    }

    @Test
    void whatTheUserSetsComesFirst() {
        Map<String, Object> config = GroupProtocol.CLASSIC.applyTo(Map.of(SESSION_TIMEOUT, "6000"));

        assertThat(config).containsEntry(SESSION_TIMEOUT, "6000");
    }

    @Test
    void theBrokerDecidesWhereItSharesOutThePartitions() {
        Map<String, Object> config = GroupProtocol.CONSUMER.applyTo(Map.of(SESSION_TIMEOUT, "6000"));

        assertThat(config).doesNotContainKey(SESSION_TIMEOUT);
    }
}
