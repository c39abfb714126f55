package io.callstream.console.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallRingTest {
    private final CallRing ring = new CallRing(3);

    @Test
    void theNewestStandFirst() {
        ring.add(Rows.call("b", EventKind.SUCCESS, 2));
        ring.add(Rows.call("c", EventKind.SUCCESS, 3));
        ring.add(Rows.call("a", EventKind.SUCCESS, 1));
        assertThat(ring.page(row -> true, Optional.empty(), 10))
                .extracting(CallRow::callId)
                .containsExactly("c", "b", "a");
    }

    @Test
    void anEndTakesThePlaceOfTheBeginning() {
        ring.add(Rows.call("a", EventKind.PRE_CALL, 1));
        assertThat(ring.add(Rows.call("a", EventKind.FAILURE, 1))).isTrue();
        assertThat(ring.page(row -> true, Optional.empty(), 10))
                .extracting(CallRow::outcome)
                .containsExactly("failure");
    }

    @Test
    void aBeginningThatComesLateChangesNothing() {
        ring.add(Rows.call("a", EventKind.SUCCESS, 1));
        assertThat(ring.add(Rows.call("a", EventKind.PRE_CALL, 1))).isFalse();
        assertThat(ring.call("a").map(CallRow::outcome)).contains("success");
    }

    @Test
    void theOldestGoWhenThereAreTooMany() {
        for (int i = 1; i <= 5; i++) {
            ring.add(Rows.call("call-" + i, EventKind.SUCCESS, i));
        }
        assertThat(ring.size()).isEqualTo(3);
        assertThat(ring.call("call-2")).isEmpty();
        assertThat(ring.add(Rows.call("call-0", EventKind.SUCCESS, 0)))
                .as("older than all that are kept")
                .isFalse();
    }

    @Test
    void aPageGoesOnBehindTheLast() {
        for (int i = 1; i <= 3; i++) {
            ring.add(Rows.call("call-" + i, EventKind.SUCCESS, i));
        }
        CallRow last = ring.page(row -> true, Optional.empty(), 2).get(1);
        assertThat(ring.page(row -> true, Optional.of(last.order()), 2))
                .extracting(CallRow::callId)
                .containsExactly("call-1");
    }
}
