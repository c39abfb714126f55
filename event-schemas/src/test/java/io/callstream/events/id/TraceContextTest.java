package io.callstream.events.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final UUID CALL = UUID.fromString("0190a1b2-c3d4-7abc-8def-0123456789ab");
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void theClientsTraceIsContinued() {
        TraceContext context = TraceContext.of(CALL, "00-" + TRACE + "-00f067aa0ba902b7-01");

        assertThat(context).isEqualTo(new TraceContext(TRACE, "8def0123456789ab", "00f067aa0ba902b7"));
    }

    @Test
    void aLaterVersionOfTheHeaderIsReadByItsKnownPart() {
        TraceContext context = TraceContext.of(CALL, "01-" + TRACE + "-00f067aa0ba902b7-01-more");

        assertThat(context.traceId()).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4bf92f3577b34da6a3ce929d0e0e4736+00f067aa0ba902b7-01"
            })
    void withoutAValidHeaderTheTraceComesFromTheCall(String header) {
        TraceContext context = TraceContext.of(CALL, header);

        assertThat(context).isEqualTo(new TraceContext("0190a1b2c3d47abc8def0123456789ab", "8def0123456789ab", null));
    }
}
