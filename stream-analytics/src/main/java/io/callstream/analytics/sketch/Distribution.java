package io.callstream.analytics.sketch;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Spans of time and how often each was there, to one per cent (a DDSketch): put together from parts, it is the same as made at
 * once. For one thread.
 */
public final class Distribution {
    private static final double ACCURACY = 0.01;
    /** From a microsecond to hours there are 1,300; more than that collapse at the lower end. */
    private static final int MOST_BINS = 2048;

    private final DDSketch sketch;

    private Distribution(DDSketch sketch) {
        this.sketch = sketch;
    }

    public static Distribution empty() {
        return new Distribution(
                new DDSketch(new LogarithmicMapping(ACCURACY), () -> new CollapsingLowestDenseStore(MOST_BINS)));
    }

    /** One value, in microseconds. */
    public static Distribution of(long micros) {
        Distribution one = empty();
        one.sketch.accept(Math.max(0, micros));
        return one;
    }

    /** @throws UncheckedIOException if the bytes are none that {@link #toBytes} made */
    public static Distribution read(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        try {
            return new Distribution(
                    DDSketch.decode(ByteArrayInput.wrap(copy), () -> new CollapsingLowestDenseStore(MOST_BINS)));
        } catch (IOException e) {
            throw new UncheckedIOException("a distribution cannot be read", e);
        }
    }

    /** Both together, as they are stored; null when neither is there. */
    public static @Nullable ByteBuffer merged(@Nullable ByteBuffer one, @Nullable ByteBuffer other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        Distribution both = read(one);
        both.add(read(other));
        return both.toBytes();
    }

    public void add(Distribution other) {
        sketch.mergeWith(other.sketch);
    }

    public long count() {
        return Math.round(sketch.getCount());
    }

    /** The value that this share of all others stay below, in microseconds; empty when there are none. */
    public Optional<Long> quantile(double share) {
        return sketch.isEmpty() ? Optional.empty() : Optional.of(Math.round(sketch.getValueAtQuantile(share)));
    }

    public ByteBuffer toBytes() {
        GrowingByteArrayOutput output = GrowingByteArrayOutput.withDefaultInitialCapacity();
        try {
            sketch.encode(output, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array does not fail
        }
        return ByteBuffer.wrap(output.trimmedCopy());
    }
}
