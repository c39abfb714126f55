package io.callstream.gateway.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class LeakGateTest {
    /** A gate that never closes would pass every test, too. */
    @Test
    void aBufferThatNobodyReleasesIsFound() {
        leak();

        await().until(() -> !LeakGate.reported().isEmpty());
    }

    @Test
    void thereIsReasonToLookWhileABufferIsOpen() {
        OpenBuffers open = OpenBuffers.ofThisJvm();
        open.collected();
        ByteBuf buffer = UnpooledByteBufAllocator.DEFAULT.directBuffer(16);

        assertThat(open.anyNew()).isTrue();

        buffer.release();
        assertThat(open.anyNew()).isFalse();
    }

    private static void leak() {
        UnpooledByteBufAllocator.DEFAULT.directBuffer(16);
    }
}
