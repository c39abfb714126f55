package io.callstream.sink.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PartitionProgressTest {
    @Property
    void nothingBehindAnOpenEventIsEverCommitted(@ForAll("orders") List<Integer> order) {
        PartitionProgress progress = new PartitionProgress();
        for (long offset = 0; offset < order.size(); offset++) {
            progress.take(offset, 0);
        }
        Set<Integer> ended = new HashSet<>();

        for (int offset : order) {
            progress.end(offset, Outcome.DELIVERED);
            ended.add(offset);

            int prefix = 0;
            while (ended.contains(prefix)) {
                prefix++;
            }
            assertThat(progress.position()).isEqualTo(prefix == 0 ? OptionalLong.empty() : OptionalLong.of(prefix));
        }
    }

    @Property(tries = 50)
    void offsetsThatTheTopicDoesNotHaveLeaveNoHole(@ForAll("orders") List<Integer> order) {
        PartitionProgress progress = new PartitionProgress();
        for (long offset = 0; offset < order.size(); offset++) {
            progress.take(offset * 3, 0);
        }

        order.forEach(offset -> progress.end(offset * 3L, Outcome.DELIVERED));

        assertThat(progress.position()).hasValue((order.size() - 1) * 3L + 1);
    }

    @Provide
    Arbitrary<List<Integer>> orders() {
        return Arbitraries.integers()
                .between(1, 40)
                .flatMap(size -> Arbitraries.shuffle(
                        java.util.stream.IntStream.range(0, size).boxed().toList()));
    }
}
