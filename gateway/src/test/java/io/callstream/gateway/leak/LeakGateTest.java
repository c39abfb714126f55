package io.callstream.gateway.leak;

import static org.awaitility.Awaitility.await;

import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class LeakGateTest {
    /** A gate that never closes would pass every test, too. */
    @Test
    void aBufferThatNobodyReleasesIsFound() {
        leak();

        await().until(() -> !LeakGate.reported().isEmpty());
    }

    private static void leak() {
        UnpooledByteBufAllocator.DEFAULT.directBuffer(16);
    }
}
