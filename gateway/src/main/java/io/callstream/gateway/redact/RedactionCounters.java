package io.callstream.gateway.redact;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;

/** Counts what was taken out, and what was left out. Safe for all threads. */
public final class RedactionCounters {
    private final Map<String, LongAdder> redactions = new ConcurrentHashMap<>();
    private final LongAdder leftOut = new LongAdder();
    private final BiConsumer<String, DoubleSupplier> show;

    /** @param show hears of each new name of a detector, with its count */
    public RedactionCounters(BiConsumer<String, DoubleSupplier> show) {
        this.show = show;
    }

    /** Counts that nobody looks at. */
    public static RedactionCounters unseen() {
        return new RedactionCounters((name, count) -> {});
    }

    /** Names are shown from now on, with nothing counted yet. */
    public void knows(Collection<String> names) {
        names.forEach(this::of);
    }

    void redacted(String name) {
        of(name).increment();
    }

    void leftOut() {
        leftOut.increment();
    }

    /** Texts that could not be looked through, and were left out. */
    public long allLeftOut() {
        return leftOut.sum();
    }

    private LongAdder of(String name) {
        LongAdder known = redactions.get(name);
        if (known != null) {
            return known;
        }
        return redactions.computeIfAbsent(name, fresh -> {
            LongAdder adder = new LongAdder();
            show.accept(fresh, adder::sum);
            return adder;
        });
    }
}
