package io.callstream.sink.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.callstream.sink.CallEvent;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sink with its destination, for cases of the contract.
 *
 * @param <C> the sink's configuration
 */
abstract class ContractRig<C> {
    @TempDir
    Path directory;

    SinkHarness<C> harness;

    protected abstract SinkHarness<C> newHarness() throws Exception;

    @BeforeEach
    void startDestination() throws Exception {
        harness = newHarness();
        harness.start(directory.resolve("destination"));
    }

    @AfterEach
    void stopDestination() {
        harness.close();
    }

    /** The destination of the running test. */
    protected final SinkHarness<C> harness() {
        return harness;
    }

    protected final OpenSink<C> open() {
        return OpenSink.of(harness, directory.resolve("sink"));
    }

    OpenSink<C> impatient() {
        return OpenSink.impatient(harness, directory.resolve("sink"));
    }

    OpenSink<C> openForAnOutage() {
        return harness.outagesTakeTheTimeout() ? impatient() : open();
    }

    /** Some events that the sink takes to its destination. */
    protected final List<CallEvent> events(int atLeast) {
        List<CallEvent> taken = Fixtures.stories(atLeast * 4).stream()
                .filter(harness::takes)
                .limit(atLeast)
                .toList();
        assertThat(taken).hasSize(atLeast);
        return taken;
    }

    void inflict(Fault fault) {
        boolean shown = harness.inflict(fault);
        skipIf(!shown, harness.unshown().getOrDefault(fault, ""));
    }

    CallEvent poison() {
        skipIf(harness.poison().isEmpty(), harness.whyNoPoison());
        return harness.poison().orElseThrow();
    }

    static void skipIf(boolean impossible, String reason) {
        if (impossible) {
            assertThat(reason).as("the harness says why this is not tested").isNotBlank();
        }
        assumeThat(impossible).as(reason).isFalse();
    }

    /** Compares the destination with another one that got the batch once, and without trouble. */
    void assertOnce(List<CallEvent> batch) throws Exception {
        if (harness.repeatsBecause().isPresent()) {
            return;
        }
        Object troubled = harness.state();
        try (SinkHarness<C> untroubled = newHarness()) {
            untroubled.start(directory.resolve("untroubled"));
            try (OpenSink<C> sink = OpenSink.of(untroubled, directory.resolve("untroubled-sink"))) {
                sink.deliverAll(batch);
            }
            assertThat(troubled).isEqualTo(untroubled.state());
        }
    }

    static Set<String> ids(List<CallEvent> events) {
        return events.stream().map(CallEvent::eventId).collect(Collectors.toCollection(HashSet::new));
    }
}
