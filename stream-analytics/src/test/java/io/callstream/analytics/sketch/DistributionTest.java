package io.callstream.analytics.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class DistributionTest {
    @Property(tries = 100)
    void quantilesAreExactToOnePerCentWhereverTheyWerePutTogether(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 1, max = 3_600_000_000L) Long> values,
            @ForAll @IntRange(min = 0, max = 60) int cut) {
        Distribution whole = Distribution.empty();
        Distribution left = Distribution.empty();
        Distribution right = Distribution.empty();
        for (int i = 0; i < values.size(); i++) {
            whole.add(Distribution.of(values.get(i)));
            (i < cut ? left : right).add(Distribution.of(values.get(i)));
        }
        Distribution merged = Distribution.read(left.toBytes());
        merged.add(Distribution.read(right.toBytes()));

        assertThat(merged.count()).isEqualTo(values.size());
        assertThat(merged.quantile(0.5)).isEqualTo(whole.quantile(0.5));
        long largest = values.stream().mapToLong(Long::longValue).max().orElseThrow();
        assertThat((double) merged.quantile(1).orElseThrow()).isBetween(largest * 0.98 - 1, largest * 1.02 + 1);
    }

    @Property(tries = 1)
    void ofNothingThereIsNoQuantile() {
        assertThat(Distribution.read(Distribution.empty().toBytes()).quantile(0.5))
                .isEmpty();
    }
}
