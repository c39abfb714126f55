package io.callstream.gateway.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.HashSet;
import java.util.Set;
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
    }

    /** Of a set of its own: what other threads of this JVM open meanwhile is reason to look as well. */
    @Test
    void thereIsNoneOnceAllAreReleasedOrLookedAt() {
        Set<String> watched = new HashSet<>(Set.of("in use"));
        OpenBuffers open = new OpenBuffers(watched);
        open.collected();
        watched.add("new");

        watched.remove("new");

        assertThat(open.anyNew()).isFalse();
    }

    private static void leak() {
        UnpooledByteBufAllocator.DEFAULT.directBuffer(16);
    }
}
