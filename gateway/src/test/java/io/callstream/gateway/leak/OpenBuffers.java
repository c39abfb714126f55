package io.callstream.gateway.leak;

import io.netty.buffer.AbstractByteBuf;
import io.netty.util.ResourceLeakDetector;
import java.lang.reflect.Field;
import java.util.Set;

/**
 * The buffers that Netty watches and nobody has released. Where there is no new one none can have leaked, and no garbage
 * has to be collected to find out: most test classes end so, and two collections after each were most of their time.
 */
final class OpenBuffers {
    private final Set<?> watched;
    private Set<?> known = Set.of();

    OpenBuffers(Set<?> watched) {
        this.watched = watched;
    }

    static OpenBuffers ofThisJvm() {
        try {
            Field detector = AbstractByteBuf.class.getDeclaredField("leakDetector");
            Field watched = ResourceLeakDetector.class.getDeclaredField("allLeaks");
            detector.setAccessible(true);
            watched.setAccessible(true);
            return new OpenBuffers((Set<?>) watched.get(detector.get(null)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Netty keeps the buffers that it watches elsewhere", e);
        }
    }

    /** Whether there are any that a collection has not left as in use. */
    boolean anyNew() {
        return !known.containsAll(Set.copyOf(watched));
    }

    /** Garbage has been collected: what is watched still is in use, for now. */
    void collected() {
        known = Set.copyOf(watched);
    }
}
