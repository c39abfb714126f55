package io.callstream.sink.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.testing.events.SampleCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTest {
    @ParameterizedTest
    @CsvSource({
        "STREAM_INTERRUPTED, 200, internal_error",
        "CLIENT_DISCONNECTED, 200, cancelled",
        "CLIENT_DISCONNECTED, , cancelled",
        "GATEWAY_LOST, , unknown_error",
        "PROVIDER_REJECTED, 422, invalid_argument",
        "PROVIDER_ERROR, 502, internal_error"
    })
    void aSpanHasTheStatusOfWhatHappened(String code, @Nullable Integer status, String told) {
        FailureEvent failure = SampleCall.number(1).failure();
        failure.setErrorCode(code);
        failure.setHttpStatus(status);

        assertThat(Severity.spanStatus(failure)).isEqualTo(told);
    }
}
