package io.callstream.console.overview;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Times of many rows together, of the sketches that the rows have. For one thread. */
final class Quantiles {
    private static final double ACCURACY = 0.01;
    private static final int MOST_BINS = 2048;

    private final DDSketch all =
            new DDSketch(new LogarithmicMapping(ACCURACY), () -> new CollapsingLowestDenseStore(MOST_BINS));

    /** Adds a row's times; one that cannot be read adds nothing, as one that has none. */
    void add(@Nullable ByteBuffer sketch) {
        if (sketch == null) {
            return;
        }
        byte[] bytes = new byte[sketch.remaining()];
        sketch.duplicate().get(bytes);
        try {
            all.mergeWith(DDSketch.decode(ByteArrayInput.wrap(bytes), () -> new CollapsingLowestDenseStore(MOST_BINS)));
        } catch (IOException | IllegalArgumentException e) {
            // a later version may write them otherwise; counts and sums are right all the same
        }
    }

    /** In microseconds; null when there are no times. */
    @Nullable Long at(double share) {
        return all.isEmpty() ? null : Math.round(all.getValueAtQuantile(share));
    }
}
