package io.callstream.sink.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.Delivery;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTableTest {
    private final StatusTable table = StatusTable.standard();

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void successIsDelivered(int status) {
        assertThat(table.delivery(answer(status))).isEqualTo(Delivery.delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 529})
    void aBusyOrBrokenDestinationIsAskedAgain(int status) {
        assertThat(table.delivery(answer(status)))
                .isEqualTo(Delivery.retryAfter(Duration.ofSeconds(3), "http_" + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 401, 402, 403, 404, 405, 407, 410})
    void credentialsAndAddressesHold(int status) {
        assertThat(table.delivery(answer(status))).isEqualTo(Delivery.hold("http_" + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 413, 415, 422, 431})
    void theRestIsTheBatchesFault(int status) {
        assertThat(table.delivery(answer(status))).isEqualTo(Delivery.rejected("http_" + status));
    }

    @Test
    void aDestinationMayDiffer() {
        StatusTable special = table.retry(404).hold(400).rejected(500);
        assertThat(special.delivery(answer(404))).isInstanceOf(Delivery.RetryAfter.class);
        assertThat(special.delivery(answer(400))).isEqualTo(Delivery.hold("http_400"));
        assertThat(special.delivery(answer(500))).isEqualTo(Delivery.rejected("http_500"));
        assertThat(table.delivery(answer(404))).isEqualTo(Delivery.hold("http_404"));
    }

    @Test
    void noAnswerIsAskedForAgain() {
        assertThat(table.delivery(new Answer.Unreachable("timeout"))).isEqualTo(Delivery.retry("timeout"));
    }

    private static Answer answer(int status) {
        return new Answer.Replied(status, Optional.of(Duration.ofSeconds(3)), Map.of(), new byte[0]);
    }
}
