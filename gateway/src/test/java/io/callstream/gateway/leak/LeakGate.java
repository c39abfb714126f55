package io.callstream.gateway.leak;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class when Netty reports a leaked buffer at its end, its own or one of a class before it. Registered for
 * all tests by {@code META-INF/services}.
 */
public final class LeakGate implements BeforeAllCallback, AfterAllCallback {
    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();
    private static final int COLLECTIONS = 2;
    /** What was in use when garbage was last collected may have leaked since: every so many classes it is collected in any case. */
    private static final int CLASSES = 25;

    private static final OpenBuffers OPEN = OpenBuffers.ofThisJvm();
    private static final AtomicInteger ENDED = new AtomicInteger();

    @Override
    public void beforeAll(ExtensionContext context) {
        ByteBufUtil.setLeakListener((type, records) -> LEAKS.add(type + ": " + records));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        boolean looked = ENDED.incrementAndGet() % CLASSES == 0 || OPEN.anyNew();
        List<String> leaks = looked ? reported() : List.of();
        if (!leaks.isEmpty()) {
            throw new AssertionError("buffers that nobody released: " + String.join("\n", leaks));
        }
    }

    /** Netty finds what the collector has taken when the next buffer is allocated. */
    static List<String> reported() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            UnpooledByteBufAllocator.DEFAULT.directBuffer(1).release();
            Unpooled.buffer(1).release();
        }
        OPEN.collected();
        List<String> leaks = new ArrayList<>();
        for (String leak = LEAKS.poll(); leak != null; leak = LEAKS.poll()) {
            leaks.add(leak);
        }
        return leaks;
    }
}
