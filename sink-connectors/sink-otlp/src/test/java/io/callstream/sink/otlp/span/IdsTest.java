package io.callstream.sink.otlp.span;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.testing.events.SampleCall;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class IdsTest {
    // echo -n checkout | sha256sum
    private static final String CHECKOUT = "c7761e58969f7edd498186641b2021e8477e1bcd230de4cf3435242da4a40d14";
    private final SuccessEvent success = SampleCall.number(0).success();

    @Test
    void anIdIsKeptAndInLowerCase() {
        assertThat(hex(Ids.trace("4BF92F3577B34DA6A3CE929D0E0E4736"))).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(hex(Ids.span("00f067aa0ba902b7"))).isEqualTo("00f067aa0ba902b7");
    }

    @Test
    void anyOtherNameBecomesTheBeginningOfItsHash() {
        assertThat(hex(Ids.trace("checkout"))).isEqualTo(CHECKOUT.substring(0, 32));
        assertThat(hex(Ids.span("checkout"))).isEqualTo(CHECKOUT.substring(0, 16));
    }

    @Test
    void anIdOfZerosIsNone() {
        assertThat(hex(Ids.trace("0".repeat(32)))).hasSize(32).isNotEqualTo("0".repeat(32));
        assertThat(hex(Ids.span("0".repeat(16)))).hasSize(16).isNotEqualTo("0".repeat(16));
    }

    @Test
    void aCallHasTheIdsThatTheGatewayGave() {
        success.setParentSpanId("00f067aa0ba902b7");
        CallEnd call = CallEnd.of(new CallEvent.Success(success)).orElseThrow();
        assertThat(hex(Ids.traceOf(call))).isEqualTo(success.getTraceId());
        assertThat(hex(Ids.spanOf(call))).isEqualTo(success.getSpanId());
        assertThat(Ids.parentOf(call)).contains(Ids.span("00f067aa0ba902b7"));
    }

    @Test
    void aMalformedParentIsNone() {
        success.setParentSpanId("nonsense");
        assertThat(Ids.parentOf(CallEnd.of(new CallEvent.Success(success)).orElseThrow()))
                .isEmpty();
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
